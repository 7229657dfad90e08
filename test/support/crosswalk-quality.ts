import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parse } from 'yaml';
import type { Crosswalks } from '../../src/domain/crosswalk.js';
import type { DatasetDraft } from '../../src/domain/dataset.js';
import { draftOfLabels, type LabelledRecord } from '../../src/domain/labelled-draft.js';
import { createLabelReader } from '../../src/domain/labels.js';
import type { NormalisedDraft, Normaliser } from '../../src/domain/normalised.js';
import type { Source } from '../../src/domain/source.js';
import { createTargetReader } from '../../src/domain/target-reader.js';
import { createNormaliser } from '../../src/normalise/normalise-draft.js';
import { hasNoMeaning } from './meaningless-words.js';
import { plainSource } from './national-profile.js';

/** Elements whose words the crosswalks map, and the two dates taken together. */
export const MEASURED = ['updateCycle', 'openType', 'themes', 'formats', 'dates'] as const;
export type Measured = (typeof MEASURED)[number];

/** One value of an element as a portal writes it, and how often it does. */
export interface CountedWord {
  readonly portal: string;
  readonly element: Measured;
  readonly value: unknown;
  readonly count: number;
}

/** A portal's file of records, and what the portal's source file says of its words. */
export interface Portal {
  readonly id: string;
  readonly path: string;
  /** Members whose own members stand beside them in the record. */
  readonly unwrap: readonly string[];
  readonly source: Source;
}

const SOURCES = 'test/fixtures/real-catalogues/sources';

interface SourceFile extends Partial<Pick<Source, 'labels' | 'crosswalks'>> {
  readonly url: string;
  readonly options?: { readonly unwrap?: readonly string[] };
}

/** The portals of mainland China among the sources of the real catalogues. */
export function chinesePortals(root: string): readonly Portal[] {
  return readdirSync(SOURCES)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => portalOf(basename(name, '.yaml'), root))
    .filter(({ path }) => relative(root, path).startsWith('cn-'));
}

function portalOf(id: string, root: string): Portal {
  const file = readSource(id);
  const path = join(root, decodeURI(new URL(file.url).pathname));
  return { id, path, unwrap: file.options?.unwrap ?? [], source: sourceOf(id) };
}

function readSource(id: string): SourceFile {
  return parse(readFileSync(join(SOURCES, `${id}.yaml`), 'utf8')) as SourceFile;
}

/** A source with the words of this one. */
export function sourceOf(id: string): Source {
  const { labels = {}, crosswalks = {} } = readSource(id);
  return plainSource({ id, labels, crosswalks });
}

/** Files of records in the folders of Chinese portals: all but maps of labels, and the registry. */
export function recordFiles(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.startsWith('cn-') && path.endsWith('.json'))
    .filter((path) => !path.includes('/mapping/') && !path.startsWith('cn-portal-registry/'))
    .map((path) => join(root, path))
    .sort();
}

/** The records of a file: JSON arrays, or objects, one behind the other. */
function readRecords(path: string): readonly LabelledRecord[] {
  const values: unknown = JSON.parse(listOfValues(readFileSync(path, 'utf8').replace(/^\ufeff/, '')));
  if (!Array.isArray(values)) throw new TypeError(`${path} holds no list`);
  return values.flat() as readonly LabelledRecord[];
}

/** A list of the values that stand one behind the other; brackets inside of texts are none. */
function listOfValues(text: string): string {
  let depth = 0;
  let start = 0;
  const values: string[] = [];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/gsu)) {
    if (token === '{' || token === '[') {
      if (depth === 0) start = index;
      depth += 1;
    } else if (token === '}' || token === ']') {
      depth -= 1;
      if (depth === 0) values.push(text.slice(start, index + 1));
    }
  }
  return `[${values.join(',')}]`;
}

/** Every distinct value of each measured element by portal. */
export function countWords(portals: readonly Portal[], crosswalks: Crosswalks): readonly CountedWord[] {
  const labels = crosswalks['labels'];
  if (labels === undefined) throw new Error('there is no table of labels');
  const counted = new Map<string, { word: Omit<CountedWord, 'count'>; count: number }>();
  for (const portal of portals) {
    const targetOf = createTargetReader(createLabelReader(labels, portal.source.labels));
    for (const record of readRecords(portal.path)) {
      const flat = unwrapped(record, portal.unwrap);
      const draft = draftOfLabels(flat, { origin: { remoteId: '1' }, targetOf });
      for (const [element, value] of measuredOf(draft)) {
        if (value === undefined) continue;
        const key = JSON.stringify([portal.id, element, value]);
        const known = counted.get(key);
        if (known === undefined) counted.set(key, { word: { portal: portal.id, element, value }, count: 1 });
        else known.count += 1;
      }
    }
  }
  return [...counted.values()].map(({ word, count }) => ({ ...word, count }));
}

function unwrapped(record: LabelledRecord, members: readonly string[]): LabelledRecord {
  const inner = members.map((name) => record[name]).filter((value) => typeof value === 'object');
  return Object.assign({}, record, ...inner) as LabelledRecord;
}

function measuredOf(draft: DatasetDraft): readonly (readonly [Measured, unknown])[] {
  return [
    ['updateCycle', draft.updateCycle],
    ['openType', draft.openType ?? draft.openFlag],
    ['themes', draft.themes],
    ['formats', draft.formats],
    ['dates', draft.issued],
    ['dates', draft.modified],
  ];
}

export type Outcome = 'mapped' | 'no meaning' | 'unmapped';

export interface JudgedWord extends CountedWord {
  readonly outcome: Outcome;
  /** What the normaliser reported of it. */
  readonly reported: readonly { readonly pointer: string; readonly value: string | undefined }[];
}

/** The problem that stands for an unmapped value. */
export const PROBLEMS: Readonly<Record<Measured, string>> = {
  updateCycle: 'unknown-update-cycle',
  openType: 'unknown-open-type',
  themes: 'unknown-theme',
  formats: 'unknown-format',
  dates: 'date-unreadable',
};

/** The draft that holds nothing but this value. */
export function draftWith(element: Measured, value: unknown): DatasetDraft {
  return { origin: { remoteId: '1' }, [element === 'dates' ? 'issued' : element]: value };
}

/** What came of the value, in the form in which the canonical values of its element are written. */
export function canonicalOf(element: Measured, { elements }: NormalisedDraft): unknown {
  switch (element) {
    case 'updateCycle':
      return elements.updateCycle;
    case 'openType':
      return elements.openness?.type ?? elements.openness?.open;
    case 'themes':
      return elements.themes;
    case 'formats':
      return elements.formats?.map(({ type }) => type);
    case 'dates':
      return elements.issued;
  }
}

/** What the real normaliser makes of each value. Whether a value means anything is said by lists, not by what was mapped. */
export function judgeWords(words: readonly CountedWord[], crosswalks: Crosswalks): readonly JudgedWord[] {
  const normalisers = new Map<string, Normaliser>();
  const normaliserOf = (portal: string): Normaliser => {
    const known = normalisers.get(portal) ?? createNormaliser(sourceOf(portal), crosswalks);
    normalisers.set(portal, known);
    return known;
  };
  return words.map((word) => {
    const { element, value } = word;
    const result = normaliserOf(word.portal).normalise(draftWith(element, value), 'id');
    const reported = result.problems
      .filter(({ code }) => code === PROBLEMS[element])
      .map((problem) => ({ pointer: problem.pointer, value: problem.value }));
    const isMapped = canonicalOf(element, result) !== undefined && reported.length === 0;
    const outcome = hasNoMeaning(element, value) ? 'no meaning' : isMapped ? 'mapped' : 'unmapped';
    return { ...word, outcome, reported };
  });
}

export interface Quality {
  readonly element: Measured;
  /** Values that mean something, those of them that were mapped, and the part that is in 1. */
  readonly meaningful: number;
  readonly mapped: number;
  readonly share: number;
  readonly distinct: number;
  readonly meaningless: number;
}

export function qualityOf(element: Measured, judged: readonly JudgedWord[]): Quality {
  const words = judged.filter((word) => word.element === element);
  const sum = (outcome: Outcome): number =>
    words.filter((word) => word.outcome === outcome).reduce((total, { count }) => total + count, 0);
  const mapped = sum('mapped');
  const meaningful = mapped + sum('unmapped');
  const distinct = new Set(words.map(({ value }) => JSON.stringify(value))).size;
  return {
    element,
    meaningful,
    mapped,
    share: mapped / meaningful,
    distinct,
    meaningless: sum('no meaning'),
  };
}

/** The words of one outcome, the most frequent first, each with its portal. */
export function listWords(
  judged: readonly JudgedWord[],
  element: Measured,
  outcome: Outcome,
): readonly string[] {
  return judged
    .filter((word) => word.element === element && word.outcome === outcome)
    .sort((a, b) => b.count - a.count)
    .map(({ count, portal, value }) => `${count} ${portal} ${JSON.stringify(value)}`);
}
