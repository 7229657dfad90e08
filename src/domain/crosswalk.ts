import { DATA_TYPES, NATIONAL_THEMES, OPEN_TYPES, SHARE_TYPES, THEMES, UPDATE_CYCLES } from './code-lists.js';
import type { Text } from './dataset.js';

/** One line of a crosswalk: words as portals write them and what they mean. Says where it comes from. */
export interface CrosswalkEntry {
  readonly from: readonly string[];
  /** Canonical value; an empty list: the word is known and has no equivalent. */
  readonly to?: string | readonly string[];
  /** The word is known and stays as it is written. */
  readonly keep?: true;
  readonly source?: string;
  readonly reason?: string;
  /** Further facts of the canonical value, e.g. the media type of a format. */
  readonly facts?: Readonly<Record<string, string | boolean>>;
}

/** A file of `config/crosswalks/`, checked by `schemas/crosswalk.schema.json`. */
export interface CrosswalkFile {
  readonly name: string;
  readonly title: Text;
  readonly entries: readonly CrosswalkEntry[];
  /** publisher only */
  readonly prefixes?: readonly string[];
  /** publisher only */
  readonly wholeWords?: readonly string[];
}

/** All crosswalks of the hub by name. */
export type Crosswalks = Readonly<Record<string, CrosswalkFile>>;

/** Names of the crosswalks that normalise reads, and of the table of labels. */
export const CROSSWALK_NAMES = [
  'update-cycle',
  'open-type',
  'share-type',
  'data-type',
  'format',
  'license',
  'theme',
  'national-theme',
  'publisher',
  'labels',
] as const;

export type CrosswalkName = (typeof CROSSWALK_NAMES)[number];

const codes = (list: readonly { readonly code: string }[]): ReadonlySet<string> =>
  new Set(list.map((entry) => entry.code));

/** Elements of a draft that a portal's label can name; some are parts of one (`publisherCode`, `temporalStart`). */
export const LABEL_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'title titleEn code classification publisher publisherCode publisherUnit abstract formats fields shareType ' +
    'shareCondition shareWayClass shareWayType openFlag openType openCondition openBasis updateCycle issued modified ' +
    'relatedCodes themes nationalThemes industry keywords volume temporal spatial phone email contactName ' +
    'securityLevel classified registration licenseId licenseTitle licenseUrl landingPage version ' +
    'temporalStart temporalEnd volumeRecords volumeBytes'
  ).split(' '),
);

const TARGETS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['update-cycle', codes(UPDATE_CYCLES)],
  ['open-type', codes(OPEN_TYPES)],
  ['share-type', codes(SHARE_TYPES)],
  ['data-type', codes(DATA_TYPES)],
  ['theme', codes(THEMES)],
  ['national-theme', codes(NATIONAL_THEMES)],
  ['labels', LABEL_ELEMENTS],
]);

/** What the entries of a crosswalk may lead to; undefined where any text may stand (formats, licences, publishers). */
export function crosswalkTargets(name: string): ReadonlySet<string> | undefined {
  return TARGETS.get(name);
}

/** The targets of a word as a list. */
export function targetsOf(to: string | readonly string[] | undefined): readonly string[] {
  return to === undefined ? [] : typeof to === 'string' ? [to] : to;
}
