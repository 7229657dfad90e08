import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Text } from '../domain/dataset.js';
import type { CommandContext } from './context.js';

export interface CommandText {
  readonly summary: Text;
  /** Command lines without the program's name, each with what it does. */
  readonly examples: readonly (readonly [commandLine: string, meaning: Text])[];
}

type Say = CommandContext['say'];

/** Options that every command takes, before or after its name. */
export function addGlobalOptions(command: Command, say: Say): Command {
  return command
    .option(
      '--config <dir>',
      say({ zh: '配置目录（默认 config）', en: 'folder of the configuration (default: config)' }),
    )
    .addOption(
      new Option('--lang <language>', say({ zh: '输出语言', en: 'language of texts for people' })).choices([
        'zh',
        'en',
      ]),
    )
    .helpOption('-h, --help', say({ zh: '显示帮助', en: 'show this help' }));
}

/** A subcommand whose help teaches by example. */
export function addCommand(parent: Command, usage: string, text: CommandText, say: Say): Command {
  const examples = text.examples.map(([line, meaning]) => `  lianmu ${line}\n      ${say(meaning)}`);
  const command = parent
    .command(usage)
    .description(say(text.summary))
    .addHelpText('after', `\n${say({ zh: '示例：', en: 'Examples:' })}\n${examples.join('\n')}`);
  return addGlobalOptions(command, say);
}

/** The folder of the configuration where none is named. */
export const DEFAULT_FOLDER = 'config';

/** The value of `--config`, wherever it stands; the one nearest to the command wins. */
export function configFolder(command: Command): string | undefined {
  for (let each: Command | null = command; each; each = each.parent) {
    const value: unknown = each.opts()['config'];
    if (typeof value === 'string') return value;
  }
  return undefined;
}

/** A parser for whole numbers; commander turns its complaint into a usage error. */
export function wholeNumber(say: Say, minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= minimum && value <= maximum) return value;
    throw new InvalidArgumentError(
      say({
        zh: `应为 ${minimum} 到 ${maximum} 的整数。`,
        en: `It must be a whole number from ${minimum} to ${maximum}.`,
      }),
    );
  };
}
