import { isJsonObject, parseJson } from '../../../domain/json-values.js';
import type { HarvestDesk } from '../../harvest-desk.js';
import type { ParameterReader } from '../../parameter-reader.js';

export interface DraftedSource {
  /** Members of a source's file. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Comments: what cannot stand in it. */
  readonly notes: readonly string[];
}

/** ckanext-harvest's words that have another name here. */
const KINDS: Readonly<Record<string, string>> = {
  datajson: 'data-json',
  dcat_json: 'data-json',
  dcat_rdf: 'dcat',
};
const RHYTHMS: Readonly<Record<string, string | undefined>> = {
  MANUAL: undefined,
  ALWAYS: '1h',
  DAILY: '1d',
  WEEKLY: '7d',
  BIWEEKLY: '14d',
  MONTHLY: '30d',
};
const SECRET = /key|token|secret|pass|auth/i;

/** What a call of ckanext-harvest says of a source, in the members of a source's file. Complains of what cannot be said. */
export function draftSource(read: ParameterReader, kinds: HarvestDesk['kinds']): DraftedSource {
  const type = read.text('source_type');
  const kind = type === undefined ? undefined : (KINDS[type] ?? type);
  if (kind !== undefined && !kinds.some((each) => each.kind === kind)) {
    read.complain(
      'source_type',
      `Unknown harvester type: ${kind}; there are ${kinds.map((each) => each.kind).join(', ')}`,
    );
  }
  const frequency = read.text('frequency')?.toUpperCase();
  if (frequency !== undefined && !Object.hasOwn(RHYTHMS, frequency)) {
    read.complain('frequency', `Frequency ${frequency} not recognised`);
  }
  const title = read.text('title');
  const url = read.text('url');
  if (url !== undefined && !isPlainUrl(url))
    read.complain('url', 'An address without user name and password');
  const every = frequency === undefined ? undefined : RHYTHMS[frequency];
  const active = read.text('active')?.toLowerCase();
  const { options, secrets } = readConfig(read);
  const values = {
    ...(kind !== undefined && { kind }),
    ...(title !== undefined && { title }),
    ...(url !== undefined && { url }),
    ...(every !== undefined && { every }),
    ...(active === 'false' && { enabled: false }),
    ...(active === 'true' && { enabled: true }),
    ...(Object.keys(options).length > 0 && { options }),
  };
  const notes = [
    ...secrets.map(
      (key) => `# ${key}: no secret stands in a file; LIANMU_SOURCE_<ID>_TOKEN in the environment`,
    ),
    ...(frequency === 'MANUAL' ? ['# on demand only: neither schedule nor every'] : []),
  ];
  return { values, notes };
}

function isPlainUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

/** `config`, JSON as text: the options of the kind. */
function readConfig(read: ParameterReader): {
  readonly options: Readonly<Record<string, unknown>>;
  readonly secrets: readonly string[];
} {
  const text = read.text('config');
  const config = text === undefined ? {} : parseJson(text);
  if (!isJsonObject(config)) {
    read.complain('config', 'Could not parse as valid JSON');
    return { options: {}, secrets: [] };
  }
  const members = Object.entries(config);
  return {
    options: Object.fromEntries(members.filter(([key]) => !SECRET.test(key))),
    secrets: members.map(([key]) => key).filter((key) => SECRET.test(key)),
  };
}
