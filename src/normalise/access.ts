import type { OpenType, ShareType } from '../domain/code-lists.js';
import type { DatasetDraft, Openness, Sharing } from '../domain/dataset.js';
import { compact } from './compact.js';
import type { Hit } from './crosswalk-table.js';
import type { Notes } from './notes.js';
import { toLine, toText } from './text.js';
import type { Vocabulary } from './vocabulary.js';

type AccessDraft = Pick<
  DatasetDraft,
  | 'shareType'
  | 'shareCondition'
  | 'shareWayClass'
  | 'shareWayType'
  | 'openFlag'
  | 'openType'
  | 'openCondition'
  | 'openBasis'
  | 'loginRequired'
>;

/** 共享属性 */
export function toSharing(draft: AccessDraft, words: Vocabulary, notes: Notes): Sharing | undefined {
  const word = toLine(draft.shareType, '/sharing/type', notes);
  const type = word === undefined ? undefined : words.shareType.find(word)?.to[0];
  if (word !== undefined) {
    if (type === undefined) notes.report('unknown-share-type', { value: word });
    else if (type !== word) notes.adjust('/sharing/type', 'crosswalk:share-type', word);
  }
  return compact<Sharing>({
    condition: toText(draft.shareCondition, '/sharing/condition', notes),
    type: type as ShareType | undefined,
    wayClass: toLine(draft.shareWayClass, '/sharing/wayClass', notes),
    wayType: toLine(draft.shareWayType, '/sharing/wayType', notes),
  });
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ...['1', '是', 'true', 'yes', 'y'].map((word) => [word, true] as const),
  ...['0', '否', 'false', 'no', 'n'].map((word) => [word, false] as const),
]);

/** What a word in the field of the flag or of the type says: a type, a flag alone, or (a known word) nothing. */
interface OpenWord {
  readonly word: string;
  readonly known: boolean;
  readonly hit?: Hit;
  readonly flag?: boolean;
}

/**
 * 开放属性. The flag follows from the type (guide §1.8); a flag alone says nothing about the type. Portals write one into the
 * field of the other, and conditions into both (guide §2.5, "Traps").
 */
export function toOpenness(draft: AccessDraft, words: Vocabulary, notes: Notes): Openness | undefined {
  const inFlag = readWord(toLine(draft.openFlag, '/openness/open', notes), words, true);
  const inType = readWord(toLine(draft.openType, '/openness/type', notes), words, false);
  const understood = inType?.hit === undefined ? inFlag : inType;
  const type = understood?.hit?.to[0] as OpenType | undefined;
  if (understood !== undefined && type !== undefined && type !== understood.word) {
    notes.adjust('/openness/type', 'crosswalk:open-type', understood.word);
  }
  const flag = inFlag?.flag ?? (inType?.hit === undefined ? inType?.flag : undefined);
  if (inType?.flag !== undefined && inType.flag === flag && type === undefined) {
    notes.adjust('/openness/open', 'crosswalk:open-type', inType.word);
  }
  const stray = strayWords(inFlag, inType, notes);
  const condition = toText(draft.openCondition, '/openness/condition', notes) ?? stray;
  return compact<Openness>({
    basis: toText(draft.openBasis, '/openness/basis', notes),
    condition,
    loginRequired: understood?.hit?.facts['login'] === true || isYes(draft.loginRequired) ? true : undefined,
    open: openFlag(flag, type, notes),
    type,
  });
}

function isYes(value: unknown): boolean {
  return value === true || (typeof value === 'string' && FLAGS.get(value.toLowerCase()) === true);
}

/** Digits are a flag in the flag's own field alone: in that of the type they mean opposite things (guide §2.2). */
function readWord(word: string | undefined, words: Vocabulary, isFlagField: boolean): OpenWord | undefined {
  if (word === undefined) return undefined;
  const meant = FLAGS.get(word.toLowerCase());
  const flag = meant !== undefined && !isFlagField && /^\d+$/.test(word) ? undefined : meant;
  const hit = words.openType.find(word);
  if (hit !== undefined && hit.to.length > 0) {
    return isFlagField && flag !== undefined ? { word, known: true, flag } : { word, known: true, hit };
  }
  if (hit === undefined) return flag === undefined ? { word, known: false } : { word, known: true, flag };
  return hit.facts['open'] === true ? { word, known: true, flag: true } : { word, known: true };
}

/** Words that name neither type nor flag are reported, and kept as what they read like: a condition. */
function strayWords(
  inFlag: OpenWord | undefined,
  inType: OpenWord | undefined,
  notes: Notes,
): string | undefined {
  if (inFlag?.known === false) {
    notes.report('unknown-open-type', { pointer: '/openness/open', value: inFlag.word });
  }
  if (inType?.known !== false) return undefined;
  notes.report('unknown-open-type', { value: inType.word });
  notes.adjust('/openness/condition', 'open-type-as-condition', inType.word);
  return inType.word;
}

function openFlag(flag: boolean | undefined, type: OpenType | undefined, notes: Notes): boolean | undefined {
  if (type === undefined) return flag;
  const derived = type !== 'not_open';
  if (flag === undefined) {
    notes.adjust('/openness/open', 'open-flag-from-type', type);
    return derived;
  }
  if (flag !== derived) notes.report('open-flag-conflict', { value: `${flag} / ${type}` });
  return flag && derived;
}

const SECRET: ReadonlySet<string> = new Set(['涉密', '是', '1', 'true', '秘密', '机密', '绝密']);
const NOT_SECRET: ReadonlySet<string> = new Set([
  '非涉密',
  '不涉密',
  '否',
  '0',
  'false',
  '公开',
  '非密',
  '无',
]);

/** 涉密属性: true only where the portal says so. */
export function toClassified(value: unknown, notes: Notes): true | undefined {
  if (value === undefined || value === null || value === '' || value === false || value === 0)
    return undefined;
  const word = toLine(value, '/classified', notes)?.normalize('NFKC').toLowerCase();
  if (word === undefined || NOT_SECRET.has(word)) return undefined;
  if (SECRET.has(word)) return true;
  notes.report('unknown-classified', { value: word });
  return undefined;
}
