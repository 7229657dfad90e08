import type { Command } from 'commander';
import type { FilterFinding } from '../../domain/filter-finding.js';
import type { Source } from '../../domain/source.js';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { stateInWords } from '../job-lines.js';
import type { SourceLine } from '../requests.js';
import { count, minute, printTable } from '../table.js';
import { printable } from '../width.js';
import { addRequests } from './source-requests.js';
import { addPause, addResume, addTrust } from './sources-pause.js';
import { addProbe } from './sources-probe.js';

interface Options {
  readonly json?: true;
}

function scheduleInWords(line: SourceLine, context: CommandContext): string {
  const times = timesInWords(line, context);
  if (line.finding === undefined) return times;
  return `${times}${context.say({ zh: '；增量失信，全量采集', en: '; distrusted: full runs' })}`;
}

function timesInWords({ source, paused }: SourceLine, { say }: CommandContext): string {
  if (!source.enabled) return say({ zh: '停用', en: 'disabled' });
  if (paused !== undefined) {
    const reason = paused.reason === undefined ? '' : `: ${paused.reason}`;
    return `${say({ zh: '暂停', en: 'paused' })}${reason}`;
  }
  return rhythmInWords(source) ?? say({ zh: '按需', en: 'on demand' });
}

function rhythmInWords({ schedule, every, fullSchedule, timezone }: Source): string | undefined {
  const full = fullSchedule === undefined ? [] : [`full: ${fullSchedule}`];
  const regular = schedule ?? every;
  const parts = [...(regular === undefined ? [] : [regular]), ...full];
  return parts.length === 0 ? undefined : `${parts.join(', ')} (${timezone})`;
}

async function printList(context: CommandContext, lines: readonly SourceLine[]): Promise<void> {
  const { say, out } = context;
  await printTable(
    out,
    [
      { head: say({ zh: '来源', en: 'source' }) },
      { head: say({ zh: '名称', en: 'title' }) },
      { head: say({ zh: '类型', en: 'kind' }) },
      { head: say({ zh: '计划', en: 'schedule' }) },
      { head: say({ zh: '数据集', en: 'datasets' }), align: 'right' },
      { head: say({ zh: '退回', en: 'rejected' }), align: 'right' },
      { head: say({ zh: '上次采集', en: 'last harvest' }) },
      { head: say({ zh: '结果', en: 'outcome' }) },
    ],
    lines.map((line) => [
      line.source.id,
      line.source.title,
      line.source.kind,
      scheduleInWords(line, context),
      count(line.datasets),
      count(line.rejected),
      minute(line.lastJob?.startedAt),
      line.lastJob ? { styled: stateInWords(context, line.lastJob.state) } : '',
    ]),
  );
}

function findingFact(
  { jobId, foundAt, hidden, remoteIds }: FilterFinding,
  { say }: CommandContext,
): readonly [string, string] {
  const ids = printable(remoteIds.join(', '));
  return [
    say({ zh: '增量失信', en: 'distrusted' }),
    say({
      zh: `${minute(foundAt)} 的作业 ${jobId} 发现门户的增量列表漏报 ${hidden} 项变化（${ids}）；一律全量采集，直至 sources trust`,
      en: `job ${jobId} of ${minute(foundAt)} found ${hidden} change(s) that the portal left out when it was asked for them (${ids}); runs are full until sources trust`,
    }),
  ];
}

async function printSource(
  context: CommandContext,
  line: SourceLine & { readonly hasToken: boolean },
): Promise<void> {
  const { say, out } = context;
  const { source, datasets, rejected, lastJob, hasToken, finding } = line;
  const facts: readonly (readonly [string, string])[] = [
    [say({ zh: '类型', en: 'kind' }), source.kind],
    [say({ zh: '地址', en: 'address' }), source.url],
    [say({ zh: '计划', en: 'schedule' }), scheduleInWords(line, context)],
    [
      say({ zh: '密钥', en: 'token' }),
      hasToken ? say({ zh: '已设置', en: 'set' }) : say({ zh: '无', en: 'none' }),
    ],
    [say({ zh: '数据集', en: 'datasets' }), count(datasets)],
    [say({ zh: '退回', en: 'rejected' }), count(rejected)],
    [
      say({ zh: '上次采集', en: 'last harvest' }),
      lastJob
        ? `${minute(lastJob.startedAt)} ${stateInWords(context, lastJob.state)} (${lastJob.jobId})`
        : '–',
    ],
    ...(finding === undefined ? [] : [findingFact(finding, context)]),
  ];
  await out.line(`${out.colors.bold(printable(source.title))} (${source.id})`);
  for (const [name, value] of facts) await out.line(`  ${name}: ${value}`);
  await out.line();
  await out.line(say({ zh: '生效的设置（含默认值）：', en: 'Settings in force, defaults included:' }));
  await out.line(JSON.stringify(source, undefined, 2));
}

function addList(group: Command, context: CommandContext): void {
  const { say, out } = context;
  addCommand(
    group,
    'list',
    {
      summary: { zh: '列出来源及其上次采集', en: 'list the sources and their last harvest' },
      examples: [['sources list', { zh: '列出全部来源', en: 'all sources' }]],
    },
    say,
  )
    .option('--json', say({ zh: '每个来源一行 JSON', en: 'one JSON line per source' }))
    .action(async (options: Options, command: Command) => {
      await context.withApplication(command, {}, async (application) => {
        const lines = await application.sources();
        if (!options.json) {
          await printList(context, lines);
          return;
        }
        for (const line of lines) await out.line(JSON.stringify(line));
      });
    });
}

function addCheck(group: Command, context: CommandContext): void {
  const { say, out } = context;
  addCommand(
    group,
    'check',
    {
      summary: {
        zh: '检查全部配置文件，一次报告所有错误',
        en: 'check all files of the configuration and report every mistake at once',
      },
      examples: [
        ['sources check', { zh: '检查 config 目录', en: 'check the folder config' }],
        ['sources check --config /etc/lianmu', { zh: '检查其他目录', en: 'check another folder' }],
      ],
    },
    say,
  ).action(async (_options: unknown, command: Command) => {
    await context.withApplication(command, { allProfiles: true }, async (application) => {
      const sources = application.configuredSources();
      const disabled = sources.filter(({ enabled }) => !enabled).length;
      await out.line(
        say({
          zh: `配置无误：${sources.length} 个来源，其中 ${disabled} 个停用。`,
          en: `The configuration is sound: ${sources.length} source(s), ${disabled} of them disabled.`,
        }),
      );
    });
  });
}

function addShow(group: Command, context: CommandContext): void {
  const { say, out } = context;
  addCommand(
    group,
    'show <source>',
    {
      summary: { zh: '显示一个来源的设置和状态', en: 'show the settings and the state of a source' },
      examples: [['sources show jiangcheng-city', { zh: '一个来源', en: 'one source' }]],
    },
    say,
  )
    .option('--json', say({ zh: '输出 JSON', en: 'print JSON' }))
    .action(async (sourceId: string, options: Options, command: Command) => {
      await context.withApplication(command, {}, async (application) => {
        const line = await application.source(sourceId);
        if (options.json) await out.line(JSON.stringify(line));
        else await printSource(context, line);
      });
    });
}

export function addSourcesCommand(program: Command, context: CommandContext): void {
  const group = addCommand(
    program,
    'sources',
    {
      summary: { zh: '查看、检查和起草来源', en: 'look at the sources, check them and draft new ones' },
      examples: [
        ['sources list', { zh: '列出来源', en: 'list them' }],
        ['sources check', { zh: '检查配置', en: 'check the configuration' }],
      ],
    },
    context.say,
  );
  addList(group, context);
  addCheck(group, context);
  addShow(group, context);
  addRequests(group, context);
  addPause(group, context);
  addResume(group, context);
  addTrust(group, context);
  addProbe(group, context);
}
