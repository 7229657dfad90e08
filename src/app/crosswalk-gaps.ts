import type { CrosswalkGap, GapElement } from '../cli/requests.js';
import type { Crosswalks } from '../domain/crosswalk.js';
import type { DatasetDraft } from '../domain/dataset.js';
import type { Normaliser } from '../domain/normalised.js';
import type { Source } from '../domain/source.js';
import { createNormaliser } from '../normalise/normalise-draft.js';
import type { LiveProblem } from '../storage/reader/sqlite-problem-reader.js';

/** Problems that quote a word which no crosswalk and no value rule reads. */
export function gapCodeOf(element: GapElement): string {
  return element === 'date' || element === 'number' ? `${element}-unreadable` : `unknown-${element}`;
}

export interface GapRequest {
  readonly problems: Iterable<LiveProblem>;
  readonly elements: readonly GapElement[];
  readonly sources: readonly Source[];
  readonly crosswalks: Crosswalks;
}

/**
 * Problems of live datasets by element and word, the most frequent first. What today's crosswalks know is left out: a word
 * that was added since the harvest, or that is kept as it is written, which changes no dataset.
 */
export function collectGaps({
  problems,
  elements,
  sources,
  crosswalks,
}: GapRequest): readonly CrosswalkGap[] {
  const elementOf = new Map(elements.map((element) => [gapCodeOf(element), element]));
  const isUnknown = createUnknownCheck(sources, crosswalks);
  const gaps = new Map<string, Gathering>();
  for (const { sourceId, code, word, datasets } of problems) {
    const element = elementOf.get(code);
    if (element === undefined || !isUnknown(sourceId, element, word)) continue;
    const key = `${element} ${word}`;
    const gap = gaps.get(key) ?? { element, word, datasets: 0, sources: [] };
    gaps.set(key, gap);
    gap.datasets += datasets;
    gap.sources.push({ sourceId, datasets });
  }
  for (const gap of gaps.values()) gap.sources.sort((a, b) => b.datasets - a.datasets);
  return [...gaps.values()].sort((a, b) => b.datasets - a.datasets);
}

interface Gathering {
  readonly element: GapElement;
  readonly word: string;
  datasets: number;
  readonly sources: { readonly sourceId: string; readonly datasets: number }[];
}

/** The smallest drafts that hold the word where its crosswalk reads it; none for elements that no table decides. */
const DRAFTS: Readonly<Partial<Record<GapElement, (word: string) => Omit<DatasetDraft, 'origin'>>>> = {
  'update-cycle': (word) => ({ updateCycle: word }),
  'open-type': (word) => ({ openType: word }),
  'share-type': (word) => ({ shareType: word }),
  theme: (word) => ({ themes: [word] }),
  'national-theme': (word) => ({ nationalThemes: [word] }),
  format: (word) => ({ formats: [word] }),
  'data-type': (word) => ({ fields: [{ name: 'x', dataType: word }] }),
  license: (word) => ({ licenseTitle: word }),
};

/** Asks the normaliser itself, so that a word is known here exactly when the next harvest knows it. */
function createUnknownCheck(
  sources: readonly Source[],
  crosswalks: Crosswalks,
): (sourceId: string, element: GapElement, word: string) => boolean {
  const normalisers = new Map<string, Normaliser>();
  function normaliserOf(sourceId: string): Normaliser | undefined {
    const known = normalisers.get(sourceId);
    const source = sources.find(({ id }) => id === sourceId);
    if (known !== undefined || source === undefined) return known;
    const made = createNormaliser(source, crosswalks);
    normalisers.set(sourceId, made);
    return made;
  }
  return (sourceId, element, word) => {
    const draftOf = DRAFTS[element];
    const normaliser = normaliserOf(sourceId);
    if (draftOf === undefined || normaliser === undefined) return true;
    const draft = { origin: { remoteId: 'word' }, ...draftOf(word) };
    const code = gapCodeOf(element);
    return normaliser.normalise(draft, 'word').problems.some((problem) => problem.code === code);
  };
}
