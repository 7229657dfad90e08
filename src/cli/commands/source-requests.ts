import type { Command } from 'commander';
import { addCommand, wholeNumber } from '../command.js';
import type { CommandContext } from '../context.js';
import type { SourceRequests } from '../requests.js';
import { count, printTable } from '../table.js';
import { fitWidth, printable } from '../width.js';

interface Options {
  readonly limit: number;
  readonly before?: number;
  readonly json?: true;
}

const MAX_ROWS = 200_000;
const URL_WIDTH = 100;

/** What the hub asked of a portal, for the portal's own team. */
export function addRequests(group: Command, context: CommandContext): void {
  const { say, out } = context;
  addCommand(
    group,
    'requests <source>',
    {
      summary: {
        zh: '显示对一个门户发出的全部请求（保留 30 天）',
        en: 'show every request that was made to a portal (kept for 30 days)',
      },
      examples: [
        [
          'sources requests jiangcheng-city',
          { zh: '最近的请求和每日统计', en: 'the latest, and counts by day' },
        ],
        [
          'sources requests jiangcheng-city --limit 200000 --json > requests.jsonl',
          { zh: '交给门户团队的完整清单', en: "all of them, for the portal's team" },
        ],
      ],
    },
    say,
  )
    .option(
      '--limit <number>',
      say({ zh: '最多行数', en: 'how many at most' }),
      wholeNumber(say, 1, MAX_ROWS),
      20,
    )
    .option(
      '--before <number>',
      say({ zh: '只看该编号之前的请求', en: 'those before the one with this number' }),
      wholeNumber(say, 1, Number.MAX_SAFE_INTEGER),
    )
    .option('--json', say({ zh: '每个请求一行 JSON', en: 'one JSON line per request' }))
    .action(async (sourceId: string, { limit, before, json }: Options, command: Command) => {
      await context.withApplication(command, {}, async (application) => {
        const page = { limit, ...(before !== undefined && { before }) };
        const found = await application.requests(sourceId, page);
        if (!json) {
          await printRequests(context, found);
          return;
        }
        for (const row of found.latest) await out.line(JSON.stringify(row));
      });
    });
}

async function printRequests(context: CommandContext, { latest, counts }: SourceRequests): Promise<void> {
  const { say, out } = context;
  if (latest.length === 0) {
    await out.line(say({ zh: '没有请求记录。', en: 'No request is on record.' }));
    return;
  }
  await printTable(
    out,
    [
      { head: say({ zh: '编号', en: 'number' }), align: 'right' },
      { head: say({ zh: '时间', en: 'time' }) },
      { head: say({ zh: '结果', en: 'outcome' }) },
      { head: say({ zh: '字节', en: 'bytes' }), align: 'right' },
      { head: say({ zh: '毫秒', en: 'ms' }), align: 'right' },
      { head: say({ zh: '次', en: 'try' }), align: 'right' },
      { head: say({ zh: '请求', en: 'request' }) },
    ],
    latest.map(({ id, at, method, url, status, error, bytes, milliseconds, attempt }) => [
      String(id),
      at.toISOString().replace('T', ' ').slice(0, 19),
      [status, error].filter((part) => part !== undefined).join(' '),
      count(bytes),
      count(milliseconds),
      String(attempt),
      `${method} ${fitWidth(printable(url), URL_WIDTH)}`,
    ]),
  );
  await out.line();
  await printTable(
    out,
    [
      { head: say({ zh: '日期（UTC）', en: 'day (UTC)' }) },
      { head: say({ zh: '结果', en: 'outcome' }) },
      { head: say({ zh: '请求数', en: 'requests' }), align: 'right' },
      { head: say({ zh: '字节', en: 'bytes' }), align: 'right' },
    ],
    counts.map(({ day, outcome, requests, bytes }) => [day, outcome, count(requests), count(bytes)]),
  );
}
