import { themeName } from '../../../domain/code-lists.js';
import type { Language } from '../../../domain/dataset.js';
import type { PublishedDataset } from '../../../domain/published.js';
import { visibleDistributions } from '../../../domain/visibility.js';
import { excerpt, stands } from './hits.js';
import type { QueryWords } from './query-words.js';

/** Where a word stands that neither title nor abstract has; `text` is what stands there. */
export interface Reason {
  readonly kind: 'keyword' | 'publisher' | 'titleEn' | 'file' | 'domain' | 'code' | 'others';
  readonly text: string;
}

const MOST_REASONS = 3;
const SHOWN = 60;

/** Why a dataset was found, as far as its title and its abstract do not show it. */
export function reasonsOf(
  published: PublishedDataset,
  { words, isPlain }: QueryWords,
  language: Language,
): readonly Reason[] {
  const { dataset } = published;
  const unseen = words.filter((word) => !stands(word, [dataset.title, dataset.abstract]));
  if (unseen.length === 0) return [];
  const places = placesBeside(published, language);
  const found = unseen.flatMap((word) => places.find(({ text }) => stands(word, [text])) ?? []);
  const reasons = [...new Map(found.map((reason) => [`${reason.kind} ${reason.text}`, reason])).values()];
  if (reasons.length === 0 && isPlain && unseen.length === words.length)
    return [{ kind: 'others', text: '' }];
  return reasons
    .slice(0, MOST_REASONS)
    .map(({ kind, text }) => ({ kind, text: excerpt(text, unseen, SHOWN) }));
}

function placesBeside({ dataset, publisher }: PublishedDataset, language: Language): readonly Reason[] {
  const distributions = visibleDistributions(dataset);
  return [
    ...(dataset.keywords ?? []).map((text) => ({ kind: 'keyword', text }) as const),
    { kind: 'publisher', text: publisher.title },
    { kind: 'titleEn', text: dataset.titleEn ?? '' },
    ...(dataset.themes ?? []).map(
      (code) => ({ kind: 'domain', text: themeName(code, language) ?? '' }) as const,
    ),
    ...distributions.flatMap(({ title, description }) =>
      [title, description].map((text) => ({ kind: 'file', text: text ?? '' }) as const),
    ),
    { kind: 'code', text: dataset.code ?? '' },
  ];
}
