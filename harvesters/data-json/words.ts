import { isJsonObject, type JsonObject } from '../../src/domain/json-values.js';

/** What agencies write in the place of a value that they do not publish (DCAT-US 1.1). */
const REDACTED = /^\s*\[\[REDACTED/;
const LANGUAGE_TAG = /^(?:[a-z]{2,3}(?:-[a-z0-9]{1,8})*|@none)$/i;
/** Members that hold the word of an object, in the order in which they are looked for. */
const LABELS = ['prefLabel', 'label', 'name', 'title', 'fn', 'notation', '@id', 'url'] as const;

/** Undefined for nothing in all its forms: null, empty text, empty list, a redaction. */
export function present(value: unknown): unknown {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return undefined;
  return isRedacted(value) ? undefined : value;
}

export function isRedacted(value: unknown): boolean {
  return typeof value === 'string' && REDACTED.test(value);
}

/**
 * One text of what may be written in several languages: Chinese before English before any. A value that is no text in any
 * of these ways stays as it is, for normalise to say so.
 */
export function textOf(value: unknown): unknown {
  const texts = textsByLanguage(value);
  return texts === undefined
    ? present(value)
    : (inLanguage(texts, 'zh') ?? inLanguage(texts, 'en') ?? texts[0]?.text);
}

/** The English text beside a Chinese one. */
export function englishOf(value: unknown): unknown {
  const texts = textsByLanguage(value);
  if (texts === undefined || inLanguage(texts, 'zh') === undefined) return undefined;
  return inLanguage(texts, 'en');
}

interface Tagged {
  readonly language: string;
  readonly text: unknown;
}

function textsByLanguage(value: unknown): readonly Tagged[] | undefined {
  if (Array.isArray(value)) {
    const texts = value.flatMap((item: unknown) => textsByLanguage(item) ?? plainText(item));
    return texts.length === 0 ? undefined : texts;
  }
  if (!isJsonObject(value)) return undefined;
  if (Object.hasOwn(value, '@value')) return taggedText(value);
  const tags = Object.keys(value);
  if (tags.length === 0 || !tags.every((tag) => LANGUAGE_TAG.test(tag))) return undefined;
  const texts = tags.flatMap((language) =>
    plainText(value[language]).map(({ text }) => ({ language, text })),
  );
  return texts.length === 0 ? undefined : texts;
}

function taggedText(value: JsonObject): readonly Tagged[] {
  const language = value['@language'];
  return plainText(value['@value']).map(({ text }) => ({
    language: typeof language === 'string' ? language : '',
    text,
  }));
}

function plainText(value: unknown): readonly Tagged[] {
  const isText = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isText && present(value) !== undefined ? [{ language: '', text: value }] : [];
}

function inLanguage(texts: readonly Tagged[], language: string): unknown {
  return texts.find((tagged) => tagged.language.toLowerCase().split('-')[0] === language)?.text;
}

/** The word of a value that may be an object: a concept, an agent, a document, a licence. Undefined where it has none. */
export function wordOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(wordOf).find((word) => word !== undefined);
  const text = textOf(value);
  if (!isJsonObject(text)) return text;
  for (const label of LABELS) {
    const word = textOf(text[label]);
    if (word !== undefined && !isJsonObject(word)) return word;
  }
  return undefined;
}

/** The words of a list, or of one value that is none. */
export function wordsOf(value: unknown): readonly unknown[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map(wordOf).filter((word) => word !== undefined);
}

/** The address of something that is written as one, or as an object that has one. */
export function addressOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(addressOf).find((address) => address !== undefined);
  if (!isJsonObject(value)) return present(value);
  return (
    present(value['@id']) ?? present(value['url']) ?? present(value['accessURL']) ?? present(value['@value'])
  );
}

/** The objects of a list, or of one object that stands for one. */
export function objectsOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : isJsonObject(value) ? [value] : [];
}
