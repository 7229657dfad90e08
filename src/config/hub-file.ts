import { dirname, resolve } from 'node:path';
import type { ConfigProblem } from '../domain/problem.js';
import { checkTimezone, checkUrl, CRON_EXAMPLE } from './check-values.js';
import type { ValueFault } from './check-values.js';
import { withDefaults } from './defaults.js';
import type { HubEnv } from './env.js';
import { explainFaults } from './explain-faults.js';
import { HUB_SCHEMA, type HubConfig, type PortalFiles, type PortalSettings } from './hub-config.js';
import type { CheckRequest } from './load-request.js';
import { member } from './pointer.js';
import { refuseSecrets } from './refuse-secrets.js';
import type { SchemaCatalog } from './schema-catalog.js';
import type { YamlFile } from './yaml-file.js';

const NO_SECRETS = 'no secret in a file: they come from the environment';

/** hub.yaml as its schema accepts it, defaults filled in; only what may be left out is optional. */
type FilledHub = Omit<HubConfig, 'baseUrl' | 'title' | 'portal'> & {
  readonly portal: Pick<PortalSettings, 'accent' | 'embedding'>;
  readonly title: { readonly zh: string; readonly en?: string };
  readonly baseUrl?: string;
};

function schemaOf(catalog: SchemaCatalog) {
  const schema = catalog.find(HUB_SCHEMA);
  if (!schema) throw new Error(`there is no schema ${HUB_SCHEMA}`);
  return schema;
}

function checkCron(schedule: string, request: CheckRequest): ValueFault | undefined {
  return request.isCron(schedule)
    ? undefined
    : { message: `"${schedule}" is not a cron expression`, allowed: CRON_EXAMPLE };
}

/** All that is wrong with hub.yaml. */
export function checkHubFile(
  yaml: YamlFile,
  catalog: SchemaCatalog,
  request: CheckRequest,
): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const context = { catalog, yaml, schema: schemaOf(catalog), at: '' };
  const secrets = refuseSecrets(yaml, NO_SECRETS);
  const faults = request.validate(HUB_SCHEMA, yaml.value);
  const known = new Set(secrets.map(({ pointer }) => pointer));
  problems.push(
    ...secrets,
    ...explainFaults(
      context,
      yaml.value,
      faults.filter((fault) => !known.has(fault.pointer)),
    ),
  );

  const timezone = member(yaml.value, 'timezone');
  const baseUrl = member(yaml.value, 'baseUrl');
  const webhook = member(member(yaml.value, 'alarms'), 'webhook');
  const schedule = member(member(yaml.value, 'snapshots'), 'schedule');
  for (const [pointer, fault] of [
    ['/timezone', typeof timezone === 'string' ? checkTimezone(timezone) : undefined],
    [
      '/snapshots/schedule',
      typeof schedule === 'string' && schedule !== '' ? checkCron(schedule, request) : undefined,
    ],
    ['/alarms/webhook', typeof webhook === 'string' ? checkUrl(webhook, NO_SECRETS) : undefined],
    ['/baseUrl', typeof baseUrl === 'string' && baseUrl !== '' ? checkUrl(baseUrl, NO_SECRETS) : undefined],
  ] as const) {
    if (fault) problems.push(yaml.problem(pointer, fault.message, { allowed: fault.allowed }));
  }
  return problems;
}

/** For a file without problems: defaults, then the environment's words, then what is derived. */
export function buildHub(
  yaml: YamlFile,
  catalog: SchemaCatalog,
  { env, files }: { readonly env: HubEnv; readonly files: PortalFiles },
): HubConfig {
  // The schema has accepted the value, and its defaults are of the same types.
  const filled = withDefaults(catalog, schemaOf(catalog), yaml.value) as FilledHub;
  const port = env.port === undefined ? filled.port : Number(env.port);
  const { accent, embedding } = filled.portal;
  return {
    ...filled,
    portal: { ...files, ...(accent && { accent }), embedding },
    title: { zh: filled.title.zh, en: filled.title.en ?? filled.title.zh },
    baseUrl: (filled.baseUrl ?? `http://${filled.host}:${port}`).replace(/\/+$/, ''),
    dataDir: env.dataDir === undefined ? resolve(dirname(yaml.file), filled.dataDir) : resolve(env.dataDir),
    port,
    // `checkEnv` has accepted it.
    logLevel: (env.logLevel ?? filled.logLevel) as HubConfig['logLevel'],
  };
}
