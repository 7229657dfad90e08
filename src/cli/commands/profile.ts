import { Argument, type Command } from 'commander';
import { renderCliDoc } from '../cli-doc.js';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { DOCUMENTS } from '../requests.js';

const NAMES = [...DOCUMENTS, 'cli'] as const;
type DocName = (typeof NAMES)[number];

export function addProfileCommand(program: Command, context: CommandContext): void {
  const { say, out } = context;
  addCommand(
    program,
    'profile',
    {
      summary: {
        zh: '输出生成的文档页（Markdown）',
        en: 'print a generated page of the documentation (Markdown)',
      },
      examples: [
        ['profile', { zh: '国家目录规范的元素与规则', en: 'the elements and rules of the national profile' }],
        [
          'profile configuration > docs/configuration.md',
          { zh: '全部配置项', en: 'every key of the configuration' },
        ],
      ],
    },
    say,
  )
    .addArgument(
      new Argument('[page]', say({ zh: '页面', en: 'which page' }))
        .choices(NAMES)
        .default('national-profile'),
    )
    .action(async (page: DocName, _options: unknown, command: Command) => {
      if (page === 'cli') {
        await out.line(renderCliDoc().trimEnd());
        return;
      }
      await context.withApplication(command, { orShipped: true }, async (application) => {
        await out.line(application.document(page).trimEnd());
      });
    });
}
