import { canonicalJson, sha256Hex } from '../domain/canonical-json.js';
import type { UpdateCycle } from '../domain/code-lists.js';
import { createContactKeys } from '../domain/contact-keys.js';
import type { Crosswalks } from '../domain/crosswalk.js';
import type { DatasetDraft, Distribution, Format } from '../domain/dataset.js';
import type { NormalisedDraft, Normaliser, UncheckedElements } from '../domain/normalised.js';
import { RULES_VERSION } from '../domain/rules.js';
import type { Source } from '../domain/source.js';
import { toClassified, toOpenness, toSharing } from './access.js';
import { classificationOfCode, readCode, toClassification } from './classification.js';
import { compact, unlessEmpty } from './compact.js';
import { toContact } from './contact.js';
import { toDate } from './dates.js';
import { toDistributions } from './distributions.js';
import { toExtras, type ExtrasSettings } from './extras.js';
import { toFields } from './fields.js';
import { toFormats } from './formats.js';
import { htmlToPlainText } from './html.js';
import { toLicense } from './license.js';
import { toWords } from './lists.js';
import { nationalVocabulary, toNationalFormats, toNationalLicense, toNationalOpenness } from './national.js';
import { Notes } from './notes.js';
import { toVolume } from './numbers.js';
import { toPublisher } from './publisher.js';
import { toRegistration } from './registration.js';
import { toTemporal } from './temporal.js';
import { toLine, toText } from './text.js';
import { toThemes } from './themes.js';
import { createVocabulary, type Vocabulary } from './vocabulary.js';

/** The settings of a source that decide what its values mean. */
export type NormaliserSettings = Pick<
  Source,
  'timezone' | 'defaultPublisher' | 'region' | 'codePrefix' | 'personalData' | 'crosswalks' | 'labels'
>;

interface Context {
  readonly settings: NormaliserSettings;
  readonly words: Vocabulary;
  /** For records that another hub has understood already. */
  readonly nationalWords: Vocabulary;
  readonly keep: ReadonlySet<string>;
  readonly extras: ExtrasSettings;
}

/** The normaliser of one source. Tables are built here, once; a record then costs look-ups. */
export function createNormaliser(source: NormaliserSettings, crosswalks: Crosswalks): Normaliser {
  const { timezone, defaultPublisher, region, codePrefix, personalData, labels } = source;
  const settings = {
    timezone,
    defaultPublisher,
    region,
    codePrefix,
    personalData,
    labels,
    crosswalks: source.crosswalks,
  };
  const words = createVocabulary(crosswalks, source);
  const keep = new Set(personalData.keep);
  const context: Context = {
    settings: source,
    words,
    nationalWords: nationalVocabulary(words),
    keep,
    extras: { keep, contactKind: createContactKeys(words.label) },
  };
  return {
    version: sha256Hex(canonicalJson([RULES_VERSION, crosswalks, settings])).slice(0, 16),
    normalise: (draft, datasetId) => normaliseDraft(draft, datasetId, context),
  };
}

function normaliseDraft(draft: DatasetDraft, datasetId: string, context: Context): NormalisedDraft {
  const notes = new Notes();
  const { settings, keep } = context;
  const { national } = draft;
  const words = national === undefined ? context.words : context.nationalWords;
  for (const part of draft.unread ?? []) {
    notes.report('unread-part', { pointer: part.pointer, value: part.value, detail: part.reason });
  }
  const stated = toDistributions(
    draft.distributions ?? [],
    datasetId,
    national ? undefined : words.format,
    notes,
  );
  const formats =
    national === undefined
      ? toFormats(draft.formats, stated, words.format, notes)
      : toNationalFormats(national.formats, notes);
  // Another hub keeps back the files of what is not open.
  const distributions =
    stated.length > 0 || national !== undefined
      ? stated
      : behindPage(draft, formats ?? [], { datasetId, words, notes });
  const code = toLine(draft.code, '/code', notes);
  const parsedCode = readCode(code, settings.codePrefix, notes);
  const themes = toThemes(draft, words, notes);
  const elements: { readonly [K in keyof UncheckedElements]-?: UncheckedElements[K] | undefined } = {
    abstract:
      national === undefined ? toAbstract(draft.abstract, notes) : toText(draft.abstract, '/abstract', notes),
    classification: toClassification(draft.classification, notes) ?? classificationOfCode(parsedCode, notes),
    classified: toClassified(draft.classified, notes),
    code,
    contact: toContact(draft, keep, notes),
    distributions,
    extras: toExtras(draft.extras ?? [], context.extras, notes),
    fields: toFields(draft.fields, words.dataType, notes),
    formats,
    industry: toLine(draft.industry, '/industry', notes),
    issued: toDate(draft.issued, '/issued', notes, settings.timezone),
    keywords: unlessEmpty(toWords(draft.keywords, '/keywords', notes)),
    landingPage: toLine(draft.landingPage, '/landingPage', notes),
    license:
      national === undefined
        ? toLicense(draft, words.license, notes)
        : toNationalLicense(national.license, notes),
    modified: toDate(draft.modified, '/modified', notes, settings.timezone),
    nationalThemes: themes.nationalThemes,
    openness:
      national === undefined ? toOpenness(draft, words, notes) : toNationalOpenness(national.openness, notes),
    publisher: toPublisher(draft.publisher ?? {}, settings, words, notes),
    registration: toRegistration(draft.registration, notes),
    relatedCodes: unlessEmpty(toWords(draft.relatedCodes, '/relatedCodes', notes)),
    securityLevel: toLine(draft.securityLevel, '/securityLevel', notes),
    sharing: toSharing(draft, words, notes),
    spatial: toText(draft.spatial, '/spatial', notes),
    temporal: toTemporal(draft.temporal, notes, settings.timezone),
    themes: themes.themes,
    title: toText(draft.title, '/title', notes),
    titleEn: toText(draft.titleEn, '/titleEn', notes),
    updateCycle: toUpdateCycle(draft.updateCycle, words, notes),
    version: toLine(draft.version, '/version', notes),
    volume: toVolume(draft.volume, notes),
  };
  return {
    // Distributions and extras are lists even where they are empty, so that something is left.
    elements: compact<Partial<UncheckedElements>>(elements) as UncheckedElements,
    adjustments: notes.adjustments,
    problems: notes.problems(),
  };
}

/**
 * Where a portal names formats and a page, but no files, the data are reached through the page: a distribution a format,
 * with the page as its address (DCAT 3 §6.8.10, `dcat:accessURL`).
 */
function behindPage(
  draft: DatasetDraft,
  formats: readonly Format[],
  { datasetId, words, notes }: { datasetId: string; words: Vocabulary; notes: Notes },
): readonly Distribution[] {
  const page = toLine(draft.landingPage ?? draft.origin.url, '/landingPage', new Notes());
  if (page === undefined || formats.length === 0) return [];
  notes.adjust('/distributions', 'landing-page-as-access', page);
  const drafts = formats.map(({ type }) => ({ url: page, format: type }));
  // What a format means was told when the formats were read.
  return toDistributions(drafts, datasetId, words.format, new Notes());
}

function toAbstract(value: unknown, notes: Notes): string | undefined {
  const text = toText(value, '/abstract', notes);
  return text === undefined ? undefined : htmlToPlainText(text, '/abstract', notes);
}

/** 更新周期; a word that nobody knows becomes `other`, and the word itself is reported (guide §2.6). */
function toUpdateCycle(value: unknown, words: Vocabulary, notes: Notes): UpdateCycle | undefined {
  const word = toLine(value, '/updateCycle', notes);
  if (word === undefined) return undefined;
  const hit = words.updateCycle.find(word);
  const cycle = hit === undefined ? 'other' : hit.to[0];
  if (hit === undefined) notes.report('unknown-update-cycle', { value: word });
  if (cycle !== word) notes.adjust('/updateCycle', 'crosswalk:update-cycle', word);
  return cycle as UpdateCycle | undefined;
}
