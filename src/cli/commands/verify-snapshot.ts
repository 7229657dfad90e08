import type { Command } from 'commander';
import type { Text } from '../../domain/dataset.js';
import { addCommand } from '../command.js';
import type { CommandContext } from '../context.js';
import { EXIT } from '../exit-codes.js';
import type { SnapshotFault } from '../snapshot-requests.js';
import { count } from '../table.js';
import { printable } from '../width.js';

interface Options {
  readonly key?: string;
  readonly json?: true;
}

const FAULTS: Readonly<Record<SnapshotFault['code'], Text>> = {
  manifest: { zh: '清单无法读取', en: 'the manifest cannot be read' },
  signature: { zh: '签名与清单不符', en: 'the signature is not one of this manifest by this key' },
  key: { zh: '没有 Ed25519 公钥', en: 'there is no public key of Ed25519 in it' },
  'other-key': { zh: '公钥不是所信任的那一把', en: 'it is not the key that is trusted' },
  missing: { zh: '文件不存在', en: 'the file is missing' },
  bytes: { zh: '长度不符', en: 'the file has another length' },
  hash: { zh: 'SHA-256 不符', en: 'the file has another SHA-256' },
  rows: { zh: '行数不符', en: 'a table has another number of rows' },
  unknown: { zh: '清单中没有此文件', en: 'the manifest knows no such file' },
  sums: { zh: '与清单不一致', en: 'it does not say what the manifest says' },
};

export function addVerifySnapshotCommand(program: Command, context: CommandContext): void {
  const { say, out, signal } = context;
  addCommand(
    program,
    'verify-snapshot <folder>',
    {
      summary: {
        zh: '核对快照：签名、长度、SHA-256、各文件行数；不需要存储',
        en: 'check a snapshot: signature, lengths, SHA-256, rows of the files; needs no store',
      },
      examples: [
        [
          'verify-snapshot seq-000000123 --key hub.pem',
          { zh: '用另行取得的公钥', en: 'with the key that was got in another way' },
        ],
      ],
    },
    say,
  )
    .option(
      '--key <file>',
      say({
        zh: '所信任的公钥（PEM）；否则用快照自带的，只能说明其自身一致',
        en: 'public key that is trusted (PEM); else the one in the folder, which only proves that it agrees with itself',
      }),
    )
    .option('--json', say({ zh: '输出一行 JSON', en: 'print one JSON line' }))
    .action(async (folder: string, { key, json }: Options, command: Command) => {
      await context.withApplication(command, { orShipped: true }, async (application) => {
        const verdict = await application.verifySnapshot({
          ...{ folder, signal },
          ...(key !== undefined && { keyFile: key }),
        });
        const { faults, manifest, fingerprint } = verdict;
        context.setExitCode(faults.length === 0 ? EXIT.fine : EXIT.problems);
        if (json) {
          await out.line(JSON.stringify(verdict));
          return;
        }
        const { green, red } = out.colors;
        for (const { code, file, expected, found } of faults) {
          const numbers = expected === undefined ? '' : ` (${count(found ?? 0)} / ${count(expected)})`;
          await out.line(`${red('✗')} ${printable(file)}: ${say(FAULTS[code])}${numbers} (${code})`);
        }
        if (fingerprint !== undefined) {
          await out.line(`${say({ zh: '公钥', en: 'key' })} SHA-256 ${fingerprint}`);
        }
        if (faults.length > 0 || manifest === undefined) return;
        const { seq, counts, files } = manifest;
        await out.line(
          green(
            say({
              zh: `✓ 快照 ${seq} 完好：${count(files.length)} 个文件，${count(counts.datasets)} 个数据集。`,
              en: `✓ Snapshot ${seq} is right: ${count(files.length)} files, ${count(counts.datasets)} datasets.`,
            }),
          ),
        );
        if (key === undefined) {
          await out.line(
            say({
              zh: '所用公钥来自快照本身；请用 --key 指定另行取得的公钥。',
              en: 'It was checked with the key that came with it: name the key that you trust with --key.',
            }),
          );
        }
      });
    });
}
