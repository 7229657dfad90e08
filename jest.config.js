import { availableParallelism } from 'node:os';

/** Tests are ES modules, compiled by swc; `npm test` builds first, because worker threads and the CLI run from dist/. */
export default {
  testEnvironment: 'node',
  // On two cores jest would run everything in one process; many more workers than this starve the servers under test.
  maxWorkers: Math.min(4, availableParallelism()),
  // Machines that test have other work at times; a test that hangs is told all the same.
  testTimeout: 30_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  collectCoverageFrom: ['src/**/*.ts', 'harvesters/**/*.ts'],
  coverageProvider: 'babel',
  coverageDirectory: 'coverage',
};
