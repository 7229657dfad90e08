import { FORMAT_CLASSES } from '../../src/domain/code-lists.js';
import type { DatasetDraft } from '../../src/domain/dataset.js';
import { asTarget, noElements, type Target } from '../../src/domain/draft-elements.js';
import {
  draftOfLabels,
  type FoundElements,
  type LabelledRecord,
  withParts,
} from '../../src/domain/labelled-draft.js';
import { UnreadParts } from '../../src/domain/unread-parts.js';
import type { ColumnRoles, Role, RoleReader } from './column-roles.js';
import { FIELDS_KEY } from './guide-records.js';
import type { WorkbookOptions } from './options.js';
import { volumeOf, type VolumeValue } from './volume.js';

export interface MapContext {
  readonly roles: ColumnRoles;
  readonly options: Pick<WorkbookOptions, 'fixed' | 'linkBase'>;
}

/** What a record says under the first label of a role. */
type Values = ReadonlyMap<Role['name'], VolumeValue>;

/** Not elements, so that no element hides them. */
const IGNORED_IN_GUIDE: ReadonlySet<string> = new Set([FIELDS_KEY]);

/** A record of a sheet → a draft, by what its labels mean in the guide's workbook or in a list. */
export function mapRowToDataset(raw: LabelledRecord, remoteId: string, context: MapContext): DatasetDraft {
  const { roles, options } = context;
  const fields = raw[FIELDS_KEY];
  const isGuide = Array.isArray(fields);
  const roleOf = isGuide ? roles.guide : roles.list;
  const values = valuesByRole(raw, roleOf);
  const unread = new UnreadParts();
  const volume = volumeOf(
    {
      gigabytes: values.get('volumeGigabytes'),
      tenThousands: values.get('volumeTenThousands'),
      bytes: values.get('volumeBytes'),
      records: values.get('volumeRecords'),
    },
    unread,
  );
  const draft = draftOfLabels(raw, {
    origin: { remoteId },
    targetOf: (label) => asDraftTarget(roleOf(label)),
    unread,
    ...(isGuide && { ignored: IGNORED_IN_GUIDE }),
  });
  const landingPage = absolute(draft.landingPage, options.linkBase);
  const isPage = typeof landingPage === 'string' && /^https?:\/\//i.test(landingPage);
  return withFixed(
    {
      ...draft,
      classification: draft.classification ?? classificationOf(values),
      formats: draft.formats ?? formatsOf(values),
      volume: draft.volume ?? volume,
      landingPage,
      ...(isGuide && { fields: fields as unknown }),
      origin: { remoteId, ...(isPage && { url: landingPage }) },
    },
    options.fixed,
  );
}

function valuesByRole(raw: LabelledRecord, roleOf: RoleReader): Values {
  const values = new Map<Role['name'], VolumeValue>();
  for (const [key, text] of Object.entries(raw)) {
    const role = roleOf(key);
    if (role === undefined || typeof text !== 'string' || values.has(role.name)) continue;
    values.set(role.name, { key, text });
  }
  return values;
}

/** Parts of elements that the workbook's own columns fill are put together here, and volumes are numbers. */
function asDraftTarget(role: Role | undefined): Target | undefined {
  if (role === undefined || role.type === 'own') return undefined;
  return role.name === 'volumeBytes' || role.name === 'volumeRecords' ? undefined : role;
}

const DIGITS = /^\d+$/;

/** 类, 项, 目 and 细目, each by its number or its name. */
function classificationOf(values: Values): unknown {
  const levels = (['lei', 'xiang', 'mu', 'ximu'] as const).flatMap((level) => {
    const text = values.get(level)?.text.trim();
    if (text === undefined) return [];
    // The numbers of 类 are the guide's own and have names; those below are the portal's.
    return [[level, level !== 'lei' && DIGITS.test(text) ? { code: text } : { name: text }] as const];
  });
  return levels.length === 0 ? undefined : Object.fromEntries(levels);
}

const CLASSES: ReadonlySet<string> = new Set(FORMAT_CLASSES.map(({ zh }) => zh));
const OTHER = /^(?:其他|其它)/;
const SEPARATORS = /[,，;；、|/\r\n]+/u;

/** 信息资源格式: each type with its class, where the class is one of the guide's; another type is what is said to describe it. */
function formatsOf(values: Values): unknown {
  const [group, types, note] = (['formatClass', 'formatType', 'formatNote'] as const).map((role) =>
    values.get(role)?.text.trim(),
  );
  const named = (types ?? '').split(SEPARATORS).flatMap((type) => {
    const word = type.trim();
    return word === '' || (OTHER.test(word) && note !== undefined) ? [] : [word];
  });
  const words = named.length === 0 && note !== undefined ? [note] : named;
  if (group === undefined || !CLASSES.has(group)) return words.length > 0 ? words : group;
  return words.length > 0 ? words.map((word) => `${group}-${word}`) : group;
}

/** A link that begins at the portal's root, where the source says which portal that is. */
function absolute(link: unknown, base: string | undefined): unknown {
  if (typeof link !== 'string' || base === undefined) return link;
  return URL.canParse(link.trim(), base) ? new URL(link.trim(), base).href : link;
}

/** The constants of the source, which win over what the record says. */
function withFixed(draft: DatasetDraft, fixed: WorkbookOptions['fixed']): DatasetDraft {
  const found: FoundElements = { elements: noElements(), parts: {} };
  for (const [word, value] of Object.entries(fixed)) {
    const target = asTarget(word);
    if (target?.type === 'element') found.elements[target.name] = value;
    else if (target?.type === 'part') found.parts[target.name] = value;
  }
  const { publisher, ...elements } = withParts(found);
  const stated = Object.entries(elements).filter(([, value]) => value !== undefined);
  const named = Object.entries(publisher ?? {}).filter(([, value]) => value !== undefined);
  return {
    ...draft,
    ...Object.fromEntries(stated),
    ...(named.length > 0 && { publisher: { ...draft.publisher, ...Object.fromEntries(named) } }),
  };
}
