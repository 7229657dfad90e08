import { resolve } from 'node:path';
import type { ConfigProblem } from '../domain/problem.js';
import type { Source } from '../domain/source.js';
import { checkTimezone, checkUrl, CRON_EXAMPLE, isPrivateHost } from './check-values.js';
import { checkOverrides } from './crosswalk-files.js';
import { withDefaults } from './defaults.js';
import { tokenVariable } from './env.js';
import { explainFaults } from './explain-faults.js';
import { type HubConfig, SOURCE_SCHEMA } from './hub-config.js';
import type { CheckRequest, KnownKind } from './load-request.js';
import { isRecord, member } from './pointer.js';
import type { NamedYaml } from './read-folder.js';
import { refuseSecrets } from './refuse-secrets.js';
import type { SchemaCatalog, SchemaPart } from './schema-catalog.js';
import { suggest } from './suggest.js';
import type { YamlFile } from './yaml-file.js';

/** The file as its schema accepts it, defaults filled in. */
type FilledSource = Omit<Source, 'id' | 'timezone'> & { readonly timezone?: string };

/** Everything that the files are checked against, besides the file itself. */
export interface SourceChecks {
  readonly catalog: SchemaCatalog;
  readonly request: CheckRequest;
  /** Names of the crosswalks there are. */
  readonly crosswalks: readonly string[];
  /** Folder that paths in the files start from. */
  readonly dir: string;
}

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function schemaOf(catalog: SchemaCatalog, schemaId: string): SchemaPart {
  const schema = catalog.find(schemaId);
  if (!schema) throw new Error(`there is no schema ${schemaId}`);
  return schema;
}

function adviceOnSecrets(id: string): string {
  return `no secret in a file: set ${tokenVariable(id)} in the environment`;
}

function meantOf(name: string, known: readonly string[]): string {
  const meant = suggest(name, known);
  return meant === undefined ? '' : `: did you mean "${meant}"?`;
}

function* checkIdentity({ name, yaml }: NamedYaml): Iterable<ConfigProblem> {
  const id = member(yaml.value, 'id');
  if (!ID.test(name)) {
    yield yaml.problem('', `the file name "${name}" cannot be an id`, {
      allowed: 'small letters, digits and single hyphens, e.g. jiangcheng-city.yaml',
    });
  } else if (typeof id === 'string' && id !== name) {
    yield yaml.problem('/id', `"${id}" is not the file name`, { allowed: `${name}, or rename the file` });
  }
}

function* checkAddress({ name, yaml }: NamedYaml): Iterable<ConfigProblem> {
  const url = member(yaml.value, 'url');
  if (typeof url !== 'string' || url === '') return;
  const fault = checkUrl(url, adviceOnSecrets(name));
  if (fault) {
    yield yaml.problem('/url', fault.message, { allowed: fault.allowed });
    return;
  }
  const allowPrivate = member(member(yaml.value, 'network'), 'allowPrivate') === true;
  if (!allowPrivate && isPrivateHost(new URL(url).hostname)) {
    yield yaml.problem('/url', 'the address is private', {
      allowed: 'network.allowPrivate: true for a loopback or intranet portal',
    });
  }
}

function* checkTime({ yaml }: NamedYaml, request: CheckRequest): Iterable<ConfigProblem> {
  for (const key of ['schedule', 'fullSchedule']) {
    const schedule = member(yaml.value, key);
    if (typeof schedule === 'string' && schedule !== '' && !request.isCron(schedule)) {
      yield yaml.problem(`/${key}`, `"${schedule}" is not a cron expression`, {
        allowed: CRON_EXAMPLE,
      });
    }
  }
  if (member(yaml.value, 'schedule') !== undefined && member(yaml.value, 'every') !== undefined) {
    yield yaml.problem('/every', 'the source has a cron expression and a rhythm', {
      allowed: 'either schedule or every',
    });
  }
  const timezone = member(yaml.value, 'timezone');
  const fault = typeof timezone === 'string' ? checkTimezone(timezone) : undefined;
  if (fault) yield yaml.problem('/timezone', fault.message, { allowed: fault.allowed });
}

/** A kind that is registered, and options that it accepts. `known`: pointers that have a problem already. */
export function* checkKind(
  yaml: YamlFile,
  { catalog, request }: SourceChecks,
  known: ReadonlySet<string>,
): Iterable<ConfigProblem> {
  const kindName = member(yaml.value, 'kind');
  if (typeof kindName !== 'string' || kindName === '') return;
  const kind = findKind(request, kindName);
  if (!kind) {
    const kinds = request.kinds.map((each) => each.kind);
    yield yaml.problem('/kind', `there is no kind "${kindName}"${meantOf(kindName, kinds)}`, {
      allowed: kinds.join(', '),
    });
    return;
  }
  const options = member(yaml.value, 'options') ?? {};
  if (!isRecord(options)) return;
  const context = { catalog, yaml, schema: schemaOf(catalog, kind.optionsSchema), at: '/options' };
  const faults = request
    .validate(kind.optionsSchema, options)
    .filter((fault) => !known.has(`/options${fault.pointer}`));
  yield* explainFaults(context, options, faults);
  if (faults.length > 0) return;
  for (const { pointer, message } of kind.checkOptions?.(options) ?? []) {
    yield yaml.problem(`/options${pointer}`, message);
  }
}

function findKind(request: CheckRequest, name: unknown): KnownKind | undefined {
  return request.kinds.find(({ kind }) => kind === name);
}

/** All that is wrong with the file of one source. */
export function checkSourceFile(file: NamedYaml, checks: SourceChecks): readonly ConfigProblem[] {
  const { catalog, request } = checks;
  const { yaml, name } = file;
  const secrets = refuseSecrets(yaml, adviceOnSecrets(name));
  const known = new Set(secrets.map(({ pointer }) => pointer));
  const faults = request.validate(SOURCE_SCHEMA, yaml.value).filter(({ pointer }) => !known.has(pointer));
  const context = { catalog, yaml, schema: schemaOf(catalog, SOURCE_SCHEMA), at: '' };
  return [
    ...secrets,
    ...explainFaults(context, yaml.value, faults),
    ...checkIdentity(file),
    ...checkAddress(file),
    ...checkTime(file, request),
    ...checkKind(yaml, checks, known),
    ...checkOverrides(yaml, checks.crosswalks),
  ];
}

function alarmLimits({ alarms: { silence, failures, moved } }: HubConfig): Source['alarms'] {
  return { silence, failures, moved };
}

/** For a file without problems: defaults of the schemas, and the hub's settings where the source says nothing. */
export function buildSource(file: NamedYaml, hub: HubConfig, checks: SourceChecks): Source {
  const { catalog, request } = checks;
  const given = file.yaml.value;
  const optionsSchema = findKind(request, member(given, 'kind'))?.optionsSchema ?? SOURCE_SCHEMA;
  // The schema has accepted the value; the hub's settings complete it to a Source.
  const own = withDefaults(catalog, schemaOf(catalog, SOURCE_SCHEMA), given) as FilledSource;
  const said = (key: string): object => {
    const value = member(given, key);
    return isRecord(value) ? value : {};
  };
  return {
    ...own,
    id: file.name,
    ...(own.folder !== undefined && { folder: resolve(checks.dir, own.folder) }),
    timezone: own.timezone ?? hub.timezone,
    options: withDefaults(catalog, schemaOf(catalog, optionsSchema), said('options')) as Source['options'],
    network: { allowPrivate: false, ignoreRobots: false, ...hub.network, ...said('network') },
    limits: { ...hub.limits, ...said('limits') },
    alarms: { ...alarmLimits(hub), ...said('alarms') },
  };
}
