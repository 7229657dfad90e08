import {
  CLASS_LEVELS,
  DATA_TYPES,
  FORMAT_CLASSES,
  INDUSTRIES,
  labelOf,
  NATIONAL_THEMES,
  OPEN_TYPES,
  SHARE_TYPES,
  SHARE_WAY_CLASSES,
  SHARE_WAY_TYPES,
  themeName,
  UPDATE_CYCLES,
} from '../../../domain/code-lists.js';
import type { Dataset, Field, Format, Language, Registration, Text } from '../../../domain/dataset.js';
import { toCkanLicense } from '../../../serialise/ckan/license.js';
import { number } from '../say.js';
import { megabytes } from './sizes.js';

/** An element of the national record that is said in words: alone on the page, or as what changed between two versions. */
export interface ElementWords {
  /** JSON pointer into the profile, where its label is. */
  readonly pointer: string;
  /** What the record says, one text for each member of a list; none: it says nothing. */
  readonly words: (dataset: Dataset, language: Language) => readonly string[];
  /** Differences are told member by member. */
  readonly isList?: true;
  /** What it was before is nobody's business: only that it changed is told. */
  readonly isPersonal?: true;
}

const YES: Text = { zh: '是', en: 'Yes' };
const NO: Text = { zh: '否', en: 'No' };

/** In the order of the page, with those that the page answers first at the beginning; files and extras are told apart. */
export const ELEMENTS: readonly ElementWords[] = [
  one('/title', ({ title }) => title),
  one('/abstract', ({ abstract }) => abstract),
  one('/publisher/name', ({ publisher }) => publisher.name),
  one(
    '/updateCycle',
    ({ updateCycle }, language) => updateCycle && coded(UPDATE_CYCLES, updateCycle, language),
  ),
  one('/modified', ({ modified }) => modified),
  one('/openness/open', ({ openness }, language) => flag(openness?.open, language)),
  one(
    '/openness/type',
    ({ openness }, language) => openness?.type && coded(OPEN_TYPES, openness.type, language),
  ),
  one('/openness/condition', ({ openness }) => openness?.condition),
  one('/openness/basis', ({ openness }) => openness?.basis),
  one('/openness/loginRequired', ({ openness }, language) => flag(openness?.loginRequired, language)),
  one('/license', ({ license }) => license && toCkanLicense(license).license_title),
  list('/fields', ({ fields = [] }, language) => fields.map((field) => fieldWords(field, language))),
  one('/titleEn', ({ titleEn }) => titleEn),
  one('/code', ({ code }) => code),
  one('/classification', classificationWords),
  one('/publisher/code', ({ publisher }) => publisher.code),
  one('/publisher/unit', ({ publisher }) => publisher.unit),
  list('/formats', ({ formats = [] }, language) => formats.map((format) => formatWords(format, language))),
  one(
    '/sharing/type',
    ({ sharing }, language) => sharing?.type && coded(SHARE_TYPES, sharing.type, language),
  ),
  one('/sharing/condition', ({ sharing }) => sharing?.condition),
  one(
    '/sharing/wayClass',
    ({ sharing }, language) => sharing?.wayClass && coded(SHARE_WAY_CLASSES, sharing.wayClass, language),
  ),
  one(
    '/sharing/wayType',
    ({ sharing }, language) => sharing?.wayType && coded(SHARE_WAY_TYPES, sharing.wayType, language),
  ),
  one('/issued', ({ issued }) => issued),
  list('/themes', ({ themes = [] }, language) => themes.map((code) => themeName(code, language) ?? code)),
  list('/nationalThemes', ({ nationalThemes = [] }, language) =>
    nationalThemes.map((code) => coded(NATIONAL_THEMES, code, language)),
  ),
  one('/industry', ({ industry }, language) => industry && coded(INDUSTRIES, industry, language)),
  list('/keywords', ({ keywords = [] }) => keywords),
  list('/relatedCodes', ({ relatedCodes = [] }) => relatedCodes),
  one('/volume', volumeWords),
  one('/temporal', temporalWords),
  one('/spatial', ({ spatial }) => spatial),
  { ...one('/contact/phone', ({ contact }) => contact?.phone), isPersonal: true },
  { ...one('/contact/email', ({ contact }) => contact?.email), isPersonal: true },
  { ...one('/contact/name', ({ contact }) => contact?.name), isPersonal: true },
  one('/securityLevel', ({ securityLevel }) => securityLevel),
  one('/registration', ({ registration }, language) => registrationWords(registration, language)),
  one('/landingPage', ({ landingPage }) => landingPage),
  one('/version', ({ version }) => version),
];

type Value = string | undefined;

function one(pointer: string, value: (dataset: Dataset, language: Language) => Value): ElementWords {
  return {
    pointer,
    words: (dataset, language) => {
      const text = value(dataset, language);
      return text === undefined || text === '' ? [] : [text];
    },
  };
}

function list(pointer: string, words: ElementWords['words']): ElementWords {
  return { pointer, words, isList: true };
}

/** A word of a list in the language asked for; what the list does not have stays as it is. */
function coded(codes: Parameters<typeof labelOf>[0], code: string, language: Language): string {
  return labelOf(codes, code, language) ?? code;
}

function flag(value: boolean | undefined, language: Language): Value {
  return value === undefined ? undefined : (value ? YES : NO)[language];
}

/** A field of the table in one line: 学校名称（字符型，100）. */
export function fieldWords({ name, dataType, length }: Field, language: Language): string {
  const facts = [
    ...(dataType === undefined ? [] : [coded(DATA_TYPES, dataType, language)]),
    ...(length === undefined ? [] : [number(length)]),
  ];
  if (facts.length === 0) return name;
  return language === 'zh' ? `${name}（${facts.join('，')}）` : `${name} (${facts.join(', ')})`;
}

function formatWords({ class: kind, type }: Format, language: Language): string {
  if (kind === undefined) return type;
  const words = coded(FORMAT_CLASSES, kind, language);
  return language === 'zh' ? `${type}（${words}）` : `${type} (${words})`;
}

function classificationWords({ classification }: Dataset, language: Language): Value {
  return classification?.levels
    .map(({ level, code, name }) => name ?? `${coded(CLASS_LEVELS, level, language)} ${code ?? ''}`.trim())
    .join(' / ');
}

function volumeWords({ volume }: Dataset, language: Language): Value {
  if (volume === undefined) return undefined;
  const { records, bytes, text } = volume;
  const words = [
    ...(records === undefined
      ? []
      : [language === 'zh' ? `${number(records)} 条` : `${number(records)} records`]),
    ...(bytes === undefined ? [] : [megabytes(bytes)]),
  ];
  return words.length > 0 ? words.join(language === 'zh' ? '，' : ', ') : text;
}

function temporalWords({ temporal }: Dataset, language: Language): Value {
  const { start, end } = temporal ?? {};
  if (start === undefined && end === undefined) return undefined;
  if (end === undefined) return language === 'zh' ? `${start ?? ''} 起` : `from ${start ?? ''}`;
  if (start === undefined) return language === 'zh' ? `至 ${end}` : `until ${end}`;
  return language === 'zh' ? `${start} 至 ${end}` : `${start} to ${end}`;
}

const ACCESS: Readonly<Record<NonNullable<Registration['access']>, Text>> = {
  open: { zh: '开放', en: 'open' },
  authorized_operation: { zh: '授权运营', en: 'authorised operation' },
  apply: { zh: '申请使用', en: 'on application' },
};

function registrationWords(registration: Registration | undefined, language: Language): Value {
  if (registration === undefined) return undefined;
  const { code, type, access, operator } = registration;
  const words = [code, type, access && ACCESS[access][language], operator];
  return words.filter((word) => word !== undefined && word !== '').join(' · ');
}
