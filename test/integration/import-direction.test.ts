import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = process.cwd();
const RULES = 'test/support/import-rules.config.js';

interface Planted {
  readonly file: string;
  readonly code: string;
  readonly rule: string;
}

/** Each breaks one rule of docs/architecture.md, "Direction". */
const PLANTED: readonly Planted[] = [
  {
    file: 'src/domain/planted.ts',
    code: "import { migrate } from '../storage/migrate.js';\nexport const planted = migrate;\n",
    rule: 'import-x/no-restricted-paths',
  },
  {
    file: 'src/http/planted.ts',
    code: "import { openForReading } from '../storage/database.js';\nexport const planted = openForReading;\n",
    rule: 'import-x/no-restricted-paths',
  },
  {
    file: 'harvesters/ckan/planted.ts',
    code: "import { createPortalClient } from '../../src/portal-client/portal-client.js';\nexport const planted = createPortalClient;\n",
    rule: 'import-x/no-restricted-paths',
  },
  {
    file: 'harvesters/ckan/planted-other.ts',
    code: "import { HARVESTER_KINDS } from '../index.js';\nexport const planted = HARVESTER_KINDS;\n",
    rule: 'import-x/no-restricted-paths',
  },
  {
    file: 'src/http/planted-vendor.ts',
    code: "import axios from 'axios';\nexport const planted = axios;\n",
    rule: 'no-restricted-imports',
  },
];

interface LintResult {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null }[];
}

describe('the direction of imports', () => {
  let results: readonly LintResult[];
  beforeAll(() => {
    try {
      for (const { file, code } of PLANTED) {
        mkdirSync(join(ROOT, file, '..'), { recursive: true });
        writeFileSync(join(ROOT, file), code);
      }
      const eslint = join(ROOT, 'node_modules/eslint/bin/eslint.js');
      const lint = spawnSync(
        process.execPath,
        [eslint, '--config', RULES, '--format', 'json', ...PLANTED.map(({ file }) => file)],
        {
          cwd: ROOT,
          encoding: 'utf8',
          env: { ...process.env, NODE_OPTIONS: '' },
        },
      );
      results = JSON.parse(lint.stdout) as LintResult[];
    } finally {
      for (const { file } of PLANTED) rmSync(join(ROOT, file), { force: true });
    }
  }, 60_000);

  it.each(PLANTED)('fails on what is planted in $file', ({ file, rule }) => {
    const result = results.find(({ filePath }) => filePath === join(ROOT, file));
    expect(result?.messages.map(({ ruleId }) => ruleId)).toContain(rule);
  });
});
