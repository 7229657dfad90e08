import { availableParallelism } from 'node:os';

/** Tests are ES modules, compiled by swc; `npm test` builds first, because worker threads and the CLI run from dist/. */
export default {
  testEnvironment: '<rootDir>/test/environment.js',
  // One more than there are cores, since some wait for processes of theirs; many more starve the servers under test.
  maxWorkers: Math.min(4, availableParallelism() + 1),
  // Machines that test have other work at times; a test that hangs is told all the same.
  testTimeout: 30_000,
  testSequencer: '<rootDir>/test/sequencer.js',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  setupFiles: ['<rootDir>/test/setup.js'],
  transform: {
    '^.+\\.[jt]s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
    '^.+\\.tsx$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
  collectCoverageFrom: ['src/**/*.{ts,tsx}', 'harvesters/**/*.ts'],
  coverageProvider: 'babel',
  coverageDirectory: 'coverage',
};
