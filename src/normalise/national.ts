import {
  DATA_TYPES,
  FORMAT_CLASSES,
  NATIONAL_THEMES,
  OPEN_TYPES,
  SHARE_TYPES,
  THEMES,
  UPDATE_CYCLES,
} from '../domain/code-lists.js';
import type { Format, License, Openness } from '../domain/dataset.js';
import { isJsonObject } from '../domain/json-values.js';
import { compact, unlessEmpty } from './compact.js';
import type { CrosswalkTable } from './crosswalk-table.js';
import type { Notes } from './notes.js';
import { toLine, toText } from './text.js';
import type { Vocabulary } from './vocabulary.js';

/**
 * What another hub has understood is not understood once more: its codes are codes, also those that are numbers, and another
 * hub's crosswalks count. A code that nobody knows may be of a later version: it is looked up as a word.
 */
export function nationalVocabulary(words: Vocabulary): Vocabulary {
  return {
    ...words,
    updateCycle: knowing(codesOf(UPDATE_CYCLES), words.updateCycle),
    shareType: knowing(codesOf(SHARE_TYPES), words.shareType),
    dataType: knowing(codesOf(DATA_TYPES), words.dataType),
    // One of these two would follow from the other, which its first hub had its reasons not to say.
    theme: knowing(codesOf(THEMES)),
    nationalTheme: knowing(codesOf(NATIONAL_THEMES)),
  };
}

function codesOf(list: readonly { readonly code: string }[]): ReadonlySet<string> {
  return new Set(list.map(({ code }) => code));
}

function knowing(codes: ReadonlySet<string>, other?: CrosswalkTable): CrosswalkTable {
  return {
    find: (word) => (codes.has(word) ? { to: [word], keep: false, facts: {} } : other?.find(word)),
  };
}

export function toNationalFormats(value: unknown, notes: Notes): readonly Format[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return unlessEmpty(
    value.flatMap((item: unknown): readonly Format[] => {
      const given = isJsonObject(item) ? item : {};
      const type = toLine(given['type'], '/formats', notes);
      if (type === undefined) return [];
      const known = FORMAT_CLASSES.find(({ code }) => code === given['class'])?.code;
      return [known === undefined ? { type } : { class: known, type }];
    }),
  );
}

export function toNationalOpenness(value: unknown, notes: Notes): Openness | undefined {
  if (!isJsonObject(value)) return undefined;
  return compact<Openness>({
    basis: toText(value['basis'], '/openness/basis', notes),
    condition: toText(value['condition'], '/openness/condition', notes),
    loginRequired: flagIn(value['loginRequired']),
    open: flagIn(value['open']),
    type: OPEN_TYPES.find(({ code }) => code === value['type'])?.code,
  });
}

export function toNationalLicense(value: unknown, notes: Notes): License | undefined {
  if (!isJsonObject(value)) return undefined;
  return compact<License>({
    id: toLine(value['id'], '/license/id', notes),
    open: flagIn(value['open']),
    title: toLine(value['title'], '/license/title', notes),
    url: toLine(value['url'], '/license/url', notes),
  });
}

function flagIn(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
