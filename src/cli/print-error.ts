import { ConfigError, HubError } from '../domain/errors.js';
import type { ConfigProblem } from '../domain/problem.js';
import type { CommandContext } from './context.js';
import { printable } from './width.js';

type PrintContext = Pick<CommandContext, 'err' | 'say'>;

function placeOf({ file, line, column }: ConfigProblem): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

/** `file:line:column` first, so that editors and terminals can open the place. */
async function printConfigProblems({ err, say }: PrintContext, error: ConfigError): Promise<void> {
  const { colors } = err;
  for (const problem of error.problems) {
    const pointer = problem.pointer === '' ? '' : ` ${colors.dim(problem.pointer)}`;
    await err.line(`${colors.bold(placeOf(problem))}${pointer} ${printable(problem.message)}`);
    if (problem.allowed !== undefined) {
      await err.line(`    ${say({ zh: '允许：', en: 'allowed: ' })}${printable(problem.allowed)}`);
    }
  }
  const number = error.problems.length;
  await err.line(
    colors.red(
      say({
        zh: `配置有 ${number} 处错误，未启动任何操作。`,
        en: `${number} ${number === 1 ? 'mistake' : 'mistakes'} in the configuration; nothing was started.`,
      }),
    ),
  );
}

/** Expected failures in one readable line, the program's own mistakes with their stack. */
export async function printError(context: PrintContext, error: unknown): Promise<void> {
  const { err, say } = context;
  if (error instanceof ConfigError) {
    await printConfigProblems(context, error);
    return;
  }
  const label = err.colors.red(say({ zh: '错误：', en: 'Error: ' }));
  if (error instanceof HubError) {
    await err.line(`${label}${printable(error.message)} (${error.code})`);
    return;
  }
  await err.line(
    `${label}${say({ zh: '程序自身出错，请报告以下信息：', en: 'this is a bug of the program; please report:' })}`,
  );
  await err.line(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
