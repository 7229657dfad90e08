import type { Command } from 'commander';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { createStepLines } from '../step-lines.js';
import { count } from '../table.js';

export function addReindexCommand(program: Command, context: CommandContext): void {
  const { say, out, signal } = context;
  addCommand(
    program,
    'reindex',
    {
      summary: {
        zh: '在旁重建检索索引，完成后一次切换；serve 照常应答，采集照常发布',
        en: 'make the search index anew beside the present one, then switch; serve goes on answering and harvests go on publishing',
      },
      examples: [
        [
          'reindex',
          { zh: '重建；中断不影响现有索引', en: 'an interruption leaves the present index in use' },
        ],
      ],
    },
    say,
  ).action(async (_options: unknown, command: Command) => {
    await context.withApplication(command, {}, async (application) => {
      const documents = await application.reindex({
        signal,
        onProgress: createStepLines(context, { zh: '已索引', en: 'indexed' }),
      });
      await out.line(
        say({
          zh: `索引已重建并启用：${count(documents)} 个文档。`,
          en: `The index was made anew and is in use: ${count(documents)} documents.`,
        }),
      );
    });
  });
}
