import { type Command, Option } from 'commander';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { type CrosswalkGap, GAP_ELEMENTS, type GapElement } from '../requests.js';
import { count, printTable } from '../table.js';
import { fitWidth, printable } from '../width.js';

interface GapsOptions {
  readonly element?: GapElement;
  readonly json?: true;
}

const WORD_WIDTH = 40;
const LISTED_SOURCES = 3;

function portalsOf({ sources }: CrosswalkGap): string {
  const listed = sources.slice(0, LISTED_SOURCES).map((one) => `${one.sourceId} ${count(one.datasets)}`);
  const more = sources.length - LISTED_SOURCES;
  return [...listed, ...(more > 0 ? [`+${count(more)}`] : [])].join(', ');
}

async function printGaps(context: CommandContext, gaps: readonly CrosswalkGap[]): Promise<void> {
  const { say, out } = context;
  if (gaps.length === 0) {
    await out.line(
      say({ zh: '没有未收录的用词。', en: 'There is no word that the crosswalks do not know.' }),
    );
    return;
  }
  await printTable(
    out,
    [
      { head: say({ zh: '数据集', en: 'datasets' }), align: 'right' },
      { head: say({ zh: '元素', en: 'element' }) },
      { head: say({ zh: '用词', en: 'word' }) },
      { head: say({ zh: '来源', en: 'sources' }) },
    ],
    gaps.map((gap) => [
      count(gap.datasets),
      gap.element,
      fitWidth(printable(gap.word), WORD_WIDTH),
      portalsOf(gap),
    ]),
  );
  await out.line();
  await out.line(
    say({
      zh: `对所有来源都成立的用词，写入 config/crosswalks/<元素>.yaml；只对一个来源成立的，写入该来源文件的 crosswalks.<元素>（如 crosswalks: { theme: { 民生: "15" } }）。下一次采集即生效。
classification、classified、date、number 没有对照表，请门户改正。`,
      en: `A word that means the same everywhere belongs in config/crosswalks/<element>.yaml; one that holds for a single source in that source's file, under crosswalks.<element> (e.g. crosswalks: { theme: { 民生: "15" } }). The next harvest reads it.
classification, classified, date and number have no crosswalk: those are for the portal to mend.`,
    }),
  );
}

function addGaps(group: Command, context: CommandContext): void {
  const { say, out } = context;
  addCommand(
    group,
    'gaps [source...]',
    {
      summary: {
        zh: '列出已发布数据集中对照表不认识的用词，按涉及的数据集数排序',
        en: 'list the words of published datasets that no crosswalk knows, the most frequent first',
      },
      examples: [
        ['crosswalk gaps', { zh: '全部来源', en: 'of all sources' }],
        [
          'crosswalk gaps jiangcheng-city --element theme',
          { zh: '一个来源的领域用词', en: 'the words for domains of one source' },
        ],
      ],
    },
    say,
  )
    .addOption(
      new Option('--element <element>', say({ zh: '只看一个元素', en: 'of one element only' })).choices(
        GAP_ELEMENTS,
      ),
    )
    .option('--json', say({ zh: '每个用词一行 JSON', en: 'one JSON line per word' }))
    .action(async (sources: readonly string[], { element, json }: GapsOptions, command: Command) => {
      await context.withApplication(command, {}, async (application) => {
        const gaps = await application.crosswalkGaps({ sources, ...(element !== undefined && { element }) });
        if (!json) {
          await printGaps(context, gaps);
          return;
        }
        for (const gap of gaps) await out.line(JSON.stringify(gap));
      });
    });
}

export function addCrosswalkCommand(program: Command, context: CommandContext): void {
  const group = addCommand(
    program,
    'crosswalk',
    {
      summary: { zh: '查看用词对照', en: "look at what the portals' words mean" },
      examples: [['crosswalk gaps', { zh: '对照表不认识的用词', en: 'words that are not known' }]],
    },
    context.say,
  );
  addGaps(group, context);
}
