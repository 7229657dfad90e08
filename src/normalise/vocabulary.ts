import type { CrosswalkFile, CrosswalkName, Crosswalks } from '../domain/crosswalk.js';
import { createLabelReader, type LabelLookup } from '../domain/labels.js';
import type { Source } from '../domain/source.js';
import { createCrosswalkTable, type CrosswalkTable, type TableOptions } from './crosswalk-table.js';
import { cycleSpellings, foldLicense } from './words.js';

/** All that one source's words mean: the tables are built once and read for every record. */
export interface Vocabulary {
  readonly updateCycle: CrosswalkTable;
  readonly openType: CrosswalkTable;
  readonly shareType: CrosswalkTable;
  readonly dataType: CrosswalkTable;
  readonly format: CrosswalkTable;
  readonly license: CrosswalkTable;
  readonly theme: CrosswalkTable;
  readonly nationalTheme: CrosswalkTable;
  readonly publisher: CrosswalkTable;
  readonly regionPrefixes: readonly string[];
  readonly regionExceptions: readonly string[];
  readonly label: LabelLookup;
}

function emptyFile(name: string): CrosswalkFile {
  return { name, title: { zh: name, en: name }, entries: [] };
}

/** A crosswalk that is not configured knows no word; the source's own words still count. */
export function createVocabulary(
  crosswalks: Crosswalks,
  source: Pick<Source, 'crosswalks' | 'labels'>,
): Vocabulary {
  const file = (name: CrosswalkName): CrosswalkFile => crosswalks[name] ?? emptyFile(name);
  const table = (name: CrosswalkName, more: Pick<TableOptions, 'fold' | 'spellings'> = {}): CrosswalkTable =>
    createCrosswalkTable({ file: file(name), overrides: source.crosswalks[name] ?? {}, ...more });
  return {
    updateCycle: table('update-cycle', { spellings: cycleSpellings }),
    openType: table('open-type'),
    shareType: table('share-type'),
    dataType: table('data-type'),
    format: table('format'),
    license: table('license', { fold: foldLicense }),
    theme: table('theme'),
    nationalTheme: table('national-theme'),
    publisher: table('publisher'),
    regionPrefixes: file('publisher').prefixes ?? [],
    regionExceptions: file('publisher').wholeWords ?? [],
    label: createLabelReader(file('labels'), source.labels),
  };
}
