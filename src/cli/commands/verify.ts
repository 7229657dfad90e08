import type { Command } from 'commander';
import { describeDisagreement } from '../../domain/disagreement.js';
import type { Disagreement, DisagreementCode } from '../../domain/disagreement.js';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { EXIT } from '../exit-codes.js';
import type { VerifyReport } from '../requests.js';
import { createStepLines } from '../step-lines.js';
import { count } from '../table.js';
import { printable } from '../width.js';

interface Options {
  readonly json?: true;
}

/** Sentences of one kind; a broken index would have a line for every dataset. */
const MAX_LINES = 20;

async function printReport(
  context: CommandContext,
  report: VerifyReport,
  { found, counts }: { found: readonly Disagreement[]; counts: ReadonlyMap<DisagreementCode, number> },
): Promise<void> {
  const { say, out, language } = context;
  const { green, red } = out.colors;
  for (const one of found) {
    await out.line(`${red('✗')} ${printable(describeDisagreement(one, language))} (${one.code})`);
  }
  for (const [code, number] of counts) {
    if (number <= MAX_LINES) continue;
    const more = count(number - MAX_LINES);
    await out.line(`${red('✗')} ${say({ zh: `另有 ${more} 处`, en: `${more} more` })} (${code})`);
  }
  const { datasets, changes, documents, tokens, contents, disagreements } = report;
  await out.line(
    say({
      zh: `已核对：${count(datasets)} 个已发布数据集，${count(documents)} 个索引文档（${count(tokens)} 个词），${count(contents)} 份内容，${count(changes)} 条变更。`,
      en: `Looked at ${count(datasets)} published datasets, ${count(documents)} documents of the index (${count(tokens)} tokens), ${count(contents)} contents and ${count(changes)} changes.`,
    }),
  );
  await out.line(
    disagreements === 0
      ? green(say({ zh: '✓ 索引与存储一致。', en: '✓ Index and store agree.' }))
      : red(
          say({
            zh: `✗ ${count(disagreements)} 处不一致。仅索引有误时用 lianmu reindex 重建；其余见 docs/operations.md。`,
            en: `✗ ${count(disagreements)} disagreements. If they are of the index alone, lianmu reindex mends them; else see docs/operations.md.`,
          }),
        ),
  );
}

export function addVerifyCommand(program: Command, context: CommandContext): void {
  const { say, out, signal, language } = context;
  addCommand(
    program,
    'verify',
    {
      summary: {
        zh: '核对索引、表和内容是否一致；可与 serve、harvest 同时运行',
        en: 'prove that index, tables and contents agree; serve and harvest may run beside it',
      },
      examples: [
        ['verify', { zh: '核对，逐条说明不一致之处', en: 'check, and say each disagreement in a sentence' }],
        ['verify --json', { zh: '供脚本使用', en: 'for scripts' }],
      ],
    },
    say,
  )
    .option(
      '--json',
      say({
        zh: '每处不一致一行 JSON，最后一行为汇总',
        en: 'print one JSON line per disagreement and a last one with the counts',
      }),
    )
    .action(async ({ json }: Options, command: Command) => {
      await context.withApplication(command, {}, async (application) => {
        const found: Disagreement[] = [];
        const counts = new Map<DisagreementCode, number>();
        const report = await application.verify({
          signal,
          onProgress: createStepLines(context, { zh: '已核对', en: 'verified' }),
          async found(one) {
            const number = (counts.get(one.code) ?? 0) + 1;
            counts.set(one.code, number);
            if (json)
              await out.line(JSON.stringify({ ...one, message: describeDisagreement(one, language) }));
            else if (number <= MAX_LINES) found.push(one);
          },
        });
        context.setExitCode(report.disagreements === 0 ? EXIT.fine : EXIT.problems);
        if (json) await out.line(JSON.stringify(report));
        else await printReport(context, report, { found, counts });
      });
    });
}
