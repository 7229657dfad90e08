#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import type { Application, ApplicationOptions } from './cli/application.js';
import { runCli } from './cli/run-cli.js';

/** The hub is loaded when a command needs it: help and usage errors answer at once. */
async function createApplication(options: ApplicationOptions): Promise<Application> {
  const app = await import('./app.js');
  return app.createApplication(options);
}

function readVersion(): string {
  // From dist/src/ to the package's root.
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  signals: process,
  version: readVersion(),
  createApplication,
});
