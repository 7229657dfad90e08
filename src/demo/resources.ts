import { hasFault } from './faults.js';
import type { Habits } from './habits.js';
import { uuidOf } from './identifiers.js';
import { ckanTime } from './moment.js';
import type { Moments } from './moment.js';
import { slugOf } from './plan.js';
import type { Plan } from './plan.js';
import type { City } from './province.js';
import { below, mix, pick, pickWeighted, unit, weighted } from './random.js';
import { KINDS } from './topics/kinds.js';
import type { OpenType } from './vocabulary.js';

export interface PackageResource {
  readonly cache_last_updated: null;
  readonly cache_url: null;
  readonly created: string;
  readonly datastore_active: boolean;
  readonly description: string;
  readonly format: string;
  readonly hash: string;
  readonly id: string;
  readonly last_modified: string | null;
  readonly metadata_modified: string;
  readonly mimetype: string | null;
  readonly mimetype_inner: null;
  readonly name: string;
  readonly package_id: string;
  readonly position: number;
  readonly resource_type: null;
  readonly size: number | null;
  readonly state: 'active';
  readonly url: string;
  readonly url_type: string | null;
}

const SALT = { count: 0x3001, first: 0x3002, api: 0x3003, turn: 0x3004, size: 0x3005, id: 0x3006 } as const;

const COUNTS = weighted<number>([
  [1, 0.32],
  [2, 0.26],
  [3, 0.19],
  [4, 0.1],
  [5, 0.06],
  [6, 0.03],
  [7, 0.02],
  [8, 0.02],
]);

const FIRST_FORMATS = weighted([
  ['csv', 0.36],
  ['xlsx', 0.33],
  ['xls', 0.14],
  ['json', 0.08],
  ['pdf', 0.04],
  ['xml', 0.03],
  ['shp', 0.02],
]);

/** The formats that follow the first one, in turn. */
const TURN = ['json', 'xml', 'csv', 'xlsx', 'rdf', 'docx', 'xls', 'geojson', 'txt'] as const;

const MIME_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xls: 'application/vnd.ms-excel',
  json: 'application/json',
  xml: 'application/xml',
  rdf: 'application/rdf+xml',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  geojson: 'application/geo+json',
  txt: 'text/plain',
  shp: 'application/zip',
};

const MOST = 8;

/** After every sixth revision a note on the changes lies beside the data until the next one. */
function hasNote(moments: Moments): boolean {
  return moments.revision.number % 6 === 5;
}

/** The formats of a dataset's resources in order; a dataset that is not open has none. */
export function formatsOf(plan: Plan, open: OpenType, moments: Moments): readonly string[] {
  if (open === 'not_open') return [];
  const { key, topic } = plan;
  const count = pickWeighted(key, SALT.count, COUNTS);
  const formats = [pickWeighted(key, SALT.first, FIRST_FORMATS)];
  if (unit(key, SALT.api) < KINDS[topic.kind].api) formats.push('api');
  const turn = below(key, SALT.turn, TURN.length);
  for (let k = 0; formats.length < count; k += 1) {
    const format = TURN[(turn + k) % TURN.length];
    if (format !== undefined) formats.push(format);
  }
  if (hasNote(moments) && formats.length < MOST) formats.push('txt');
  return formats;
}

/** A format as the portal spells it. */
export function spellFormat(format: string, habit: Habits['formatCase']): string {
  if (habit === 'upper') return format.toUpperCase();
  return habit === 'dotted' && format !== 'api' ? `.${format}` : format;
}

/** The list of formats that the portal states among the extras. */
export function formatList(plan: Plan, formats: readonly string[], habit: Habits['formatCase']): string {
  const spelt = [...new Set(formats)].map((format) => spellFormat(format, habit));
  if (hasFault(plan.key, 'python-format-list')) return `[${spelt.map((format) => `'${format}'`).join(', ')}]`;
  return spelt.join(',');
}

interface ResourceContext {
  readonly city: City;
  readonly plan: Plan;
  readonly packageId: string;
  readonly open: OpenType;
  readonly moments: Moments;
}

export function makeResources(context: ResourceContext): readonly PackageResource[] {
  const { city, moments } = context;
  const formats = formatsOf(context.plan, context.open, moments);
  const created = ckanTime(city, moments.created);
  const modified = ckanTime(city, moments.modified);
  return formats.map((format, position) => makeResource(context, { format, position, created, modified }));
}

interface ResourceFacts {
  readonly format: string;
  readonly position: number;
  readonly created: string;
  readonly modified: string;
}

function makeResource(context: ResourceContext, facts: ResourceFacts): PackageResource {
  const { city, plan, packageId, open, moments } = context;
  const { format, position, created, modified } = facts;
  const key = mix(plan.key, SALT.id + position);
  const id = uuidOf(key);
  const isApi = format === 'api';
  const title = plan.title === '' ? plan.topic.subject : plan.title;
  return {
    cache_last_updated: null,
    cache_url: null,
    created,
    datastore_active: !isApi && position === 0 && format === 'csv',
    description: describe(format, title, key),
    format: spellFormat(format, city.habits.formatCase),
    hash: '',
    id,
    last_modified: moments.revision.number === 0 ? null : modified,
    metadata_modified: modified,
    mimetype: MIME_TYPES[format] ?? null,
    mimetype_inner: null,
    name: isApi ? `${title}查询接口` : `${title}.${format}`,
    package_id: packageId,
    position,
    resource_type: null,
    size: isApi ? null : 2_048 + below(key, SALT.size, 4_000_000) + moments.revision.number * 512,
    state: 'active',
    url: addressOf(context, id, format),
    url_type: isApi || open === 'conditional' ? null : 'upload',
  };
}

function describe(format: string, title: string, key: number): string {
  if (format === 'api') return `按条件分页查询${title}，返回JSON，需申请应用编码后调用`;
  if (format === 'pdf' || format === 'docx') return `${title}的文件版，附填报口径与指标解释`;
  if (format === 'txt') return '本次更新的范围、口径变化与勘误';
  return pick(key, SALT.size, [
    `${title}全量数据`,
    '按信息项逐行记录，首行为列名',
    '与目录信息项一致的结构化数据',
    '',
  ]);
}

function addressOf(context: ResourceContext, resourceId: string, format: string): string {
  const { city, plan, packageId, open } = context;
  const slug = slugOf(plan);
  if (format === 'api') return `${city.publicUrl}/gateway/v1/${slug}/${plan.index}/query`;
  if (open === 'conditional') return `${city.publicUrl}/dataset/${packageId}/apply?resource=${resourceId}`;
  return `${city.publicUrl}/dataset/${packageId}/resource/${resourceId}/download/${slug}-${plan.index}.${format}`;
}
