import { Command } from 'commander';
import type { Text } from '../domain/dataset.js';
import { addGlobalOptions } from './command.js';
import { addAlarmsCommand } from './commands/alarms.js';
import { addCrosswalkCommand } from './commands/crosswalk.js';
import { addDemoCommand } from './commands/demo.js';
import { addExportCommand } from './commands/export.js';
import { addHarvestCommand } from './commands/harvest.js';
import { addImportCommand } from './commands/import.js';
import { addJobsCommand } from './commands/jobs.js';
import { addProfileCommand } from './commands/profile.js';
import { addReconcileCommand } from './commands/reconcile.js';
import { addRehearseCommand } from './commands/rehearse.js';
import { addReindexCommand } from './commands/reindex.js';
import { addReplayCommand } from './commands/replay.js';
import { addReportCommand } from './commands/report.js';
import { addServeCommand } from './commands/serve.js';
import { addSnapshotCommand } from './commands/snapshot.js';
import { addSourcesCommand } from './commands/sources.js';
import { addTraceCommand } from './commands/trace.js';
import { addValidateCommand } from './commands/validate.js';
import { addVerifySnapshotCommand } from './commands/verify-snapshot.js';
import { addVerifyCommand } from './commands/verify.js';
import type { CommandContext } from './context.js';
import { displayWidth } from './width.js';

/** Commander's own headings; it has no other place for another language. */
const HEADINGS: Readonly<Record<string, Text>> = {
  'Usage:': { zh: '用法：', en: 'Usage:' },
  'Arguments:': { zh: '参数：', en: 'Arguments:' },
  'Options:': { zh: '选项：', en: 'Options:' },
  'Commands:': { zh: '命令：', en: 'Commands:' },
};

export interface ProgramStreams {
  writeOut(text: string): void;
  writeErr(text: string): void;
}

/** The whole command line; nothing of the hub is loaded before a command runs. */
export function createProgram(context: CommandContext, version: string, streams: ProgramStreams): Command {
  const { say } = context;
  const program = addGlobalOptions(new Command('lianmu'), say)
    .description(
      say({
        zh: '联目：采集各级政务数据门户，统一为国家目录规范，并以 CKAN 接口发布联合目录。',
        en: 'Lianmu harvests government data portals, normalises them to the national catalogue schema and serves one federated catalogue through the CKAN API.',
      }),
    )
    .version(version, '-V, --version', say({ zh: '显示版本', en: 'show the version' }))
    .helpCommand('help [command]', say({ zh: '显示一个命令的帮助', en: 'show the help of a command' }))
    .exitOverride()
    .configureOutput({ ...streams, getOutHelpWidth: () => 100, getErrHelpWidth: () => 100 })
    .configureHelp({
      styleTitle: (title) => (HEADINGS[title] ? say(HEADINGS[title]) : title),
      displayWidth,
    })
    .showHelpAfterError(say({ zh: '（加 --help 查看用法和示例）', en: '(--help shows usage and examples)' }));
  addDemoCommand(program, context);
  addHarvestCommand(program, context);
  addImportCommand(program, context);
  addReplayCommand(program, context);
  addServeCommand(program, context);
  addSourcesCommand(program, context);
  addJobsCommand(program, context);
  addAlarmsCommand(program, context);
  addTraceCommand(program, context);
  addCrosswalkCommand(program, context);
  addValidateCommand(program, context);
  addRehearseCommand(program, context);
  addExportCommand(program, context);
  addReportCommand(program, context);
  addSnapshotCommand(program, context);
  addVerifySnapshotCommand(program, context);
  addReconcileCommand(program, context);
  addVerifyCommand(program, context);
  addReindexCommand(program, context);
  addProfileCommand(program, context);
  return program.addHelpText(
    'after',
    say({
      zh: `
从这里开始：
  lianmu demo                 本机模拟省份
  lianmu sources check        检查配置
  lianmu harvest              采集
  lianmu serve                提供目录服务

退出码：0 正常，1 发现问题，2 配置或用法错误，3 来源不可用`,
      en: `
Start here:
  lianmu demo                 a simulated province on this machine
  lianmu sources check        check the configuration
  lianmu harvest              harvest the portals
  lianmu serve                serve the catalogue

Exit codes: 0 fine, 1 problems found, 2 configuration or usage, 3 source unavailable`,
    }),
  );
}
