import type { Command } from 'commander';
import { InvalidRequestError } from '../../domain/errors.js';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';

interface PauseOptions {
  readonly all?: true;
  readonly reason?: string;
}

/** All is asked for by name, so that a forgotten id stops nothing. */
function chosenIds(
  ids: readonly string[],
  { all }: PauseOptions,
  { say }: CommandContext,
): readonly string[] {
  if (ids.length > 0 !== (all === true)) return ids;
  throw new InvalidRequestError(
    say({ zh: '请给出来源，或用 --all 表示全部。', en: 'Name sources, or --all for all of them.' }),
  );
}

export function addPause(group: Command, context: CommandContext): void {
  const { say, out } = context;
  addCommand(
    group,
    'pause [sources...]',
    {
      summary: {
        zh: '暂停来源的计划采集，重启后仍有效，直至 resume',
        en: 'stop the schedules of sources until they are resumed, over restarts as well',
      },
      examples: [
        [
          'sources pause haizhou-district --reason "门户维护"',
          { zh: '暂停一个来源', en: 'one source, with the reason' },
        ],
        ['sources pause --all', { zh: '暂停全部来源', en: 'all that are configured' }],
      ],
    },
    say,
  )
    .option('--all', say({ zh: '全部来源', en: 'all sources' }))
    .option('--reason <text>', say({ zh: '原因，显示在 sources list 中', en: 'why; sources list shows it' }))
    .action(async (ids: string[], options: PauseOptions, command: Command) => {
      const chosen = chosenIds(ids, options, context);
      await context.withApplication(command, {}, async (application) => {
        const paused = await application.pauseSources(chosen, options.reason);
        await out.line(
          say({
            zh: `已暂停 ${paused.length} 个来源；运行中的 serve 随即遵守，正在进行的采集不受影响。`,
            en: `${paused.length} source(s) paused; a running serve follows at once, and ends what is under way.`,
          }),
        );
      });
    });
}

export function addResume(group: Command, context: CommandContext): void {
  const { say, out } = context;
  addCommand(
    group,
    'resume [sources...]',
    {
      summary: {
        zh: '恢复暂停的来源，错过的采集补做一次',
        en: 'let paused sources be harvested on schedule again; what they missed is made up for once',
      },
      examples: [
        ['sources resume haizhou-district', { zh: '恢复一个来源', en: 'one source' }],
        ['sources resume --all', { zh: '恢复全部', en: 'all that are paused' }],
      ],
    },
    say,
  )
    .option('--all', say({ zh: '全部暂停的来源', en: 'all that are paused' }))
    .action(async (ids: string[], options: PauseOptions, command: Command) => {
      const chosen = chosenIds(ids, options, context);
      await context.withApplication(command, {}, async (application) => {
        const resumed = await application.resumeSources(chosen);
        await out.line(
          say({ zh: `已恢复 ${resumed.length} 个来源。`, en: `${resumed.length} source(s) resumed.` }),
        );
      });
    });
}

export function addTrust(group: Command, context: CommandContext): void {
  const { say, out } = context;
  addCommand(
    group,
    'trust [sources...]',
    {
      summary: {
        zh: '重新信任增量列表曾漏报变化的门户，恢复增量采集',
        en: 'let sources be harvested incrementally again whose portals left out changes',
      },
      examples: [
        ['sources trust haizhou-district', { zh: '门户修复之后', en: 'after its team has mended it' }],
        ['sources trust --all', { zh: '全部失信的来源', en: 'all that are not trusted' }],
      ],
    },
    say,
  )
    .option('--all', say({ zh: '全部失信的来源', en: 'all that are not trusted' }))
    .action(async (ids: string[], options: PauseOptions, command: Command) => {
      const chosen = chosenIds(ids, options, context);
      await context.withApplication(command, {}, async (application) => {
        const trusted = await application.trustSources(chosen);
        await out.line(
          say({
            zh: `已重新信任 ${trusted.length} 个来源；下一次完整采集会再次核对。`,
            en: `${trusted.length} source(s) trusted again; the next full run looks once more.`,
          }),
        );
      });
    });
}
