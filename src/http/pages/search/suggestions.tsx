import type { FastifyInstance } from 'fastify';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { Language } from '../../../domain/dataset.js';
import type { ActionContext } from '../../ckan/action.js';
import { packageAutocomplete } from '../../ckan/package-autocomplete.js';
import { perSeq } from '../../per-seq.js';
import { languageOf, readLocale } from '../locale.js';
import { createSay } from '../say.js';
import { toTraditional } from '../to-traditional.js';
import { fold } from './fold.js';
import { Hits } from './hits.js';
import { plainWords } from './plain-words.js';
import { createSoundBook, keywordSounds, type SoundBook } from './vocabulary.js';

/** What somebody may mean by what he has typed so far; choosing it searches for it. */
interface Suggestion {
  readonly kind: 'dataset' | 'publisher' | 'keyword';
  readonly text: string;
}

const TEXTS = {
  dataset: { zh: '数据集', en: 'dataset' },
  publisher: { zh: '提供方', en: 'publisher' },
  keyword: { zh: '关键字', en: 'keyword' },
} as const;

const MOST = 8;
/** So that no kind crowds out the others. */
const MOST_OF = { publisher: 2, keyword: 3 } as const;
const MOST_TYPED = 60;
const MOST_TITLE = 60;

/** `/suggestions?q=`: the options of the search box as markup, of the present catalogue. */
export function registerSuggestions(app: FastifyInstance, context: ActionContext): void {
  const publishers = perSeq(context.search, () => Promise.resolve(publisherBook(context)));
  app.get('/suggestions', async (request, reply) => {
    const query = new URLSearchParams(request.url.split('?').slice(1).join('?'));
    const locale = readLocale(query.get('lang'));
    const typed = Array.from(query.get('q') ?? '')
      .slice(0, MOST_TYPED)
      .join('');
    const found = await suggestionsOf(typed, context, await publishers());
    const markup = render(<Options found={found} typed={typed} language={languageOf(locale)} />);
    return reply
      .header('Content-Type', 'text/html;charset=utf-8')
      .header('Content-Security-Policy', "default-src 'none'")
      .header('Cache-Control', 'max-age=60')
      .header('X-Robots-Tag', 'noindex')
      .send(locale === 'zh-Hant' ? toTraditional(markup) : markup);
  });
}

function Options({ found, typed, language }: OptionsProps): VNode {
  const say = createSay(TEXTS, language);
  const words = [fold(typed.trim()).text];
  return (
    <>
      {found.map(({ kind, text }) => (
        <li key={`${kind} ${text}`} role="option" data-autocomplete-value={plainWords(text)}>
          <span>
            <Hits text={shortened(text)} words={words} />
          </span>{' '}
          <span class="muted">{say(kind)}</span>
        </li>
      ))}
    </>
  );
}

interface OptionsProps {
  readonly found: readonly Suggestion[];
  readonly typed: string;
  readonly language: Language;
}

function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length <= MOST_TITLE ? text : `${characters.slice(0, MOST_TITLE - 1).join('')}…`;
}

interface PublisherBook extends SoundBook {
  /** Those with most datasets first. */
  readonly titles: readonly string[];
}

function publisherBook({ figures }: ActionContext): PublisherBook {
  const titles = [...figures.publishers()]
    .sort((one, other) => other.datasets - one.datasets)
    .map(({ title }) => title);
  return { titles, ...createSoundBook(titles) };
}

/** Publishers and keywords first, which are few and stand for many datasets, then titles; each text once. */
async function suggestionsOf(
  typed: string,
  context: ActionContext,
  publishers: PublisherBook,
): Promise<readonly Suggestion[]> {
  const q = fold(plainWords(typed)).text;
  if (q === '') return [];
  const titled = publishers.titles.filter((title) => title.toLowerCase().includes(q));
  const keywords = byFitness(await context.search.values('tags', [q]), q);
  const sounds = await keywordSounds(context.search);
  const titles = (await packageAutocomplete(asked(q, MOST), context)).map(({ title }) => title);
  const found = [
    ...some('publisher', [...titled, ...publishers.like(q)], MOST_OF.publisher),
    ...some('keyword', [...keywords, ...sounds.like(q)], MOST_OF.keyword),
    ...some('dataset', byFitness(titles, q), MOST),
  ];
  return [...new Map(found.map((suggestion) => [suggestion.text, suggestion])).values()].slice(0, MOST);
}

function some(kind: Suggestion['kind'], texts: readonly string[], most: number): readonly Suggestion[] {
  const sayable = [...new Set(texts)].filter((text) => plainWords(text) !== '');
  return sayable.slice(0, most).map((text) => ({ kind, text }));
}

/** What begins as it was typed comes first, short before long; the rest stays as the index gave it. */
function byFitness(texts: readonly string[], q: string): readonly string[] {
  const begins = (text: string): boolean => fold(text).text.startsWith(q);
  return [
    ...texts.filter(begins).sort((one, other) => one.length - other.length),
    ...texts.filter((text) => !begins(text)),
  ];
}

function asked(q: string, limit: number): ReadonlyMap<string, unknown> {
  return new Map([
    ['q', q],
    ['limit', String(limit)],
  ]);
}
