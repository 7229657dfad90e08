import { readdirSync } from 'node:fs';
import tseslint from 'typescript-eslint';
import importX from 'eslint-plugin-import-x';
import prettier from 'eslint-config-prettier';

/** The rooms of the house and whom each may import (docs/architecture.md, "Direction"). */
const ROOMS = [
  'storage',
  'search',
  'portal-client',
  'json-schema',
  'schedule',
  'observe',
  'http',
  'rehearse',
];
const zone = (target, from, except = []) => ({
  target,
  from,
  except,
  message: 'The direction of imports is drawn in docs/architecture.md.',
});

/** One folder a kind of portal; none knows another. */
const kinds = readdirSync(new URL('./harvesters', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const zones = [
  zone('./src/domain', ['./src', './harvesters'], ['./domain']),
  ...['pipeline', 'normalise', 'serialise'].map((room) =>
    zone(`./src/${room}`, './src', ['./domain', `./${room}`]),
  ),
  ...['pipeline', 'normalise', 'serialise'].map((room) => zone(`./src/${room}`, './harvesters')),
  zone('./harvesters', './src', ['./domain', './pipeline/ports.ts']),
  ...kinds.map((kind) => zone(`./harvesters/${kind}`, './harvesters', [`./${kind}`])),
  ...ROOMS.map((room) =>
    zone(`./src/${room}`, './src', [
      './domain',
      './serialise',
      './pipeline/ports.ts',
      './pipeline/store-ports.ts',
      './pipeline/read-ports.ts',
      './pipeline/feed-ports.ts',
      `./${room}`,
    ]),
  ),
  ...ROOMS.map((room) => zone(`./src/${room}`, './harvesters')),
  zone('./src/config', './src', ['./domain', './json-schema', './config']),
  zone('./src/config', './harvesters'),
  zone('./src/demo', './src', ['./demo']),
  zone('./src/demo', './harvesters'),
  zone('./src/cli', './src', [
    './cli',
    './app.ts',
    './domain',
    './pipeline/ports.ts',
    './pipeline/store-ports.ts',
    './pipeline/read-ports.ts',
  ]),
  zone('./src/cli', './harvesters'),
];

/** One door per vendor. */
const doors = {
  axios: ['src/portal-client/**'],
  'better-sqlite3': ['src/storage/**', 'src/search/**'],
  'node-cron': ['src/schedule/**'],
  commander: ['src/cli/**', 'src/main.ts'],
  ajv: ['src/json-schema/**'],
  'ajv/dist/2020.js': ['src/json-schema/**'],
  fastify: ['src/http/**'],
  preact: ['src/http/**'],
  'preact-render-to-string': ['src/http/**'],
  echarts: ['src/http/**'],
  'lru-cache': ['src/serialise/**'],
  yaml: ['src/config/**'],
  pino: ['src/observe/**'],
  nodemailer: ['src/observe/**'],
  'prom-client': ['src/observe/**'],
  'ipaddr.js': ['src/portal-client/**'],
  'robots-parser': ['src/portal-client/**'],
  'p-queue': ['src/portal-client/**', 'src/app/**'],
  'iconv-lite': ['src/portal-client/**', 'harvesters/workbook/**'],
  '@e965/xlsx': ['harvesters/workbook/**', 'src/demo/dialects/**'],
  yauzl: ['harvesters/workbook/**'],
  yazl: ['src/serialise/**'],
  hyparquet: ['src/serialise/parquet/**'],
  'hyparquet-writer': ['src/serialise/parquet/**'],
  'csv-parse': ['harvesters/workbook/**'],
  chardet: ['harvesters/workbook/**'],
  'cheerio/slim': ['harvesters/portal-api/**'],
  '@jmespath-community/jmespath': ['harvesters/portal-api/**'],
  n3: ['harvesters/dcat/**', 'src/serialise/dcat/**'],
  'rdfxml-streaming-parser': ['harvesters/dcat/**'],
  'jsonld-streaming-parser': ['harvesters/dcat/**'],
};
const shut = (open) => ({
  'no-restricted-imports': [
    'error',
    {
      paths: Object.keys(doors)
        .filter((name) => !open.includes(name))
        .map((name) => ({ name, message: `${name} has one door: ${doors[name].join(', ')}.` })),
    },
  ],
});
const doorFolders = [...new Set(Object.values(doors).flat())];

export default tseslint.config(
  { ignores: ['dist', 'coverage', 'node_modules', 'data', '.bench'] },
  {
    files: ['src/**/*.{ts,tsx}', 'harvesters/**/*.ts', 'test/**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        importX.createNodeResolver({
          extensions: ['.ts', '.tsx', '.js'],
          extensionAlias: { '.js': ['.ts', '.tsx', '.js'] },
        }),
      ],
    },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/order': ['error', { 'newlines-between': 'never', alphabetize: { order: 'asc' } }],
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      'import-x/no-default-export': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      'func-style': ['error', 'declaration', { allowArrowFunctions: true }],
      'no-console': 'error',
    },
  },
  { files: ['src/**/*.{ts,tsx}', 'harvesters/**/*.ts'], rules: shut([]) },
  ...doorFolders.map((folder) => ({
    files: [folder],
    rules: shut(Object.keys(doors).filter((name) => doors[name].includes(folder))),
  })),
  {
    files: ['src/**/*.tsx'],
    ignores: ['src/http/pages/raw.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
          message: 'Markup has one door: src/http/pages/raw.tsx.',
        },
      ],
    },
  },
  { files: ['src/cli/**/*.ts', 'src/main.ts', 'test/bench/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['src/**/*.{ts,tsx}', 'harvesters/**/*.ts', 'test/**/*.{ts,tsx}'], rules: prettier.rules },
);
