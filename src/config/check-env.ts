import { createPrivateKey } from 'node:crypto';
import type { ConfigProblem } from '../domain/problem.js';
import { allowedInWords } from './allowed.js';
import { environmentId, type HubEnv, tokenVariable } from './env.js';
import { HUB_SCHEMA } from './hub-config.js';
import { partAt, type SchemaCatalog } from './schema-catalog.js';
import { suggest } from './suggest.js';

function problem(variable: string, message: string, allowed?: string): ConfigProblem {
  return {
    file: 'environment',
    pointer: `/${variable}`,
    message,
    ...(allowed === undefined ? {} : { allowed }),
  };
}

function allowedFor(catalog: SchemaCatalog, key: string): string | undefined {
  const hub = catalog.find(HUB_SCHEMA);
  const part = hub && partAt(catalog, hub, [key]);
  return part && allowedInWords(part.schema);
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}

/** What a header can carry, and nobody guesses. */
const OPERATOR_TOKEN = /^[\x21-\x7e]{32,}$/;

/** As `createPrivateKey` reads it; ends of lines may be written as `\\n`. */
function isSigningKey(pem: string): boolean {
  try {
    return createPrivateKey(pem.replaceAll('\\n', '\n')).asymmetricKeyType === 'ed25519';
  } catch (error) {
    // Whatever is wrong with it, Node's cryptography says so by a code.
    if (typeof error !== 'object' || error === null || !('code' in error)) throw error;
    return false;
  }
}

/** What is wrong with the environment; values of secrets are not repeated. */
export function checkEnv(
  env: HubEnv,
  catalog: SchemaCatalog,
  sourceIds: readonly string[],
): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (env.port !== undefined && !isPort(env.port)) {
    problems.push(problem('LIANMU_PORT', `"${env.port}" is not a port`, allowedFor(catalog, 'port')));
  }
  const levels = allowedFor(catalog, 'logLevel');
  const hub = catalog.find(HUB_SCHEMA);
  const known = hub && partAt(catalog, hub, ['logLevel'])?.schema['enum'];
  if (env.logLevel !== undefined && !(Array.isArray(known) && known.includes(env.logLevel))) {
    problems.push(problem('LIANMU_LOG_LEVEL', `"${env.logLevel}" is not a log level`, levels));
  }
  if (env.operatorToken !== undefined && !OPERATOR_TOKEN.test(env.operatorToken)) {
    problems.push(
      problem(
        'LIANMU_OPERATOR_TOKEN',
        'the token is too short, or has blanks or characters that no header carries',
        'at least 32 letters, digits and signs of ASCII: openssl rand -hex 32',
      ),
    );
  }
  if (env.snapshotKey !== undefined && !isSigningKey(env.snapshotKey)) {
    problems.push(
      problem(
        'LIANMU_SNAPSHOT_KEY',
        'this is no private key of Ed25519 in PEM',
        'what openssl genpkey -algorithm ed25519 prints',
      ),
    );
  }
  const sources = new Map(sourceIds.map((id) => [environmentId(id), id]));
  for (const name of Object.keys(env.tokens)) {
    if (sources.has(name)) continue;
    const meant = sources.get(suggest(name, sources.keys()) ?? '');
    problems.push(
      problem(
        `LIANMU_SOURCE_${name}_TOKEN`,
        `no source has this name${meant === undefined ? '' : `: did you mean ${tokenVariable(meant)}?`}`,
        sourceIds.length === 0 ? 'no source is configured' : sourceIds.map(tokenVariable).join(', '),
      ),
    );
  }
  for (const name of env.unknown) {
    problems.push(problem(name, 'this variable means nothing to the hub', 'LIANMU_SOURCE_<ID>_TOKEN'));
  }
  return problems;
}
