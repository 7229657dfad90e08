import type { Command } from 'commander';
import { addCommand, wholeNumber } from '../command.js';
import type { CommandContext } from '../context.js';

interface Options {
  readonly port?: number;
  readonly host?: string;
}

export function addServeCommand(program: Command, context: CommandContext): void {
  const { say, out, signal } = context;
  addCommand(
    program,
    'serve',
    {
      summary: {
        zh: '提供目录服务，并按计划采集各来源，直至 Ctrl-C',
        en: 'serve the catalogue and run the schedules of the sources, until Ctrl-C',
      },
      examples: [
        ['serve', { zh: '按 hub.yaml 的地址和端口启动', en: 'at the address and port of hub.yaml' }],
        ['serve --port 9000', { zh: '改用 9000 端口', en: 'at another port' }],
      ],
    },
    say,
  )
    .option(
      '--port <number>',
      say({ zh: '端口；0 由系统选定', en: 'port; 0 lets the system choose' }),
      wholeNumber(say, 0, 65_535),
    )
    .option('--host <address>', say({ zh: '监听地址', en: 'address to listen on' }))
    .action(async (options: Options, command: Command) => {
      await context.withApplication(command, {}, async (application) => {
        const { url, closed } = await application.serve({ ...options, signal });
        await out.line(
          say({
            zh: `目录服务地址 ${url}（Ctrl-C 结束）`,
            en: `The catalogue is served at ${url} (Ctrl-C ends it)`,
          }),
        );
        context.runsUntilStopped();
        await closed;
      });
    });
}
