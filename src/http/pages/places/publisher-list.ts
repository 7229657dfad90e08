import { createSoundMatcher } from '../../../serialise/pinyin.js';
import type { CountedPublisher } from '../../figures.js';
import { keptPerState } from '../kept.js';
import type { PageContext } from '../page.js';

export const PUBLISHERS_A_PAGE = 60;

export type PublisherOrder = 'count' | 'name';

/** What the address of the list asks for. */
export interface PublisherQuery {
  readonly q: string;
  readonly order: PublisherOrder;
  /** From 1. */
  readonly page: number;
}

export interface PublisherPage extends PublisherQuery {
  readonly publishers: readonly CountedPublisher[];
  /** All that match. */
  readonly found: number;
  readonly pages: number;
  /** All that have datasets. */
  readonly all: number;
}

interface Listed {
  readonly publisher: CountedPublisher;
  readonly text: string;
}

type Orders = Readonly<Record<PublisherOrder, readonly Listed[]>>;

const BY_TITLE = new Intl.Collator('zh-Hans-CN');
const PAGE_NUMBER = /^[1-9]\d{0,5}$/;

const publisherOrders = keptPerState(({ figures }: PageContext): Orders => {
  const listed = figures
    .publishers()
    .filter(({ datasets }) => datasets > 0)
    .map((publisher) => ({ publisher, text: textOf(publisher) }));
  const name = listed.sort(
    ({ publisher: one }, { publisher: other }) =>
      BY_TITLE.compare(one.title, other.title) || (one.name < other.name ? -1 : 1),
  );
  return { name, count: name.toSorted((one, other) => other.publisher.datasets - one.publisher.datasets) };
});

/** What makes no sense in the address is as if it were not there. */
export function readPublisherQuery(query: URLSearchParams): PublisherQuery {
  const page = query.get('page') ?? '';
  return {
    q: (query.get('q') ?? '').trim(),
    order: query.get('sort') === 'name' ? 'name' : 'count',
    page: PAGE_NUMBER.test(page) ? Number(page) : 1,
  };
}

/** A page behind the last is the last. */
export async function findPublishers(query: PublisherQuery, context: PageContext): Promise<PublisherPage> {
  const listed = (await publisherOrders(context))[query.order];
  const found = query.q === '' ? listed : listed.filter(matching(query.q));
  const pages = Math.max(1, Math.ceil(found.length / PUBLISHERS_A_PAGE));
  const page = Math.min(query.page, pages);
  const first = (page - 1) * PUBLISHERS_A_PAGE;
  return {
    ...query,
    page,
    pages,
    found: found.length,
    all: listed.length,
    publishers: found.slice(first, first + PUBLISHERS_A_PAGE).map(({ publisher }) => publisher),
  };
}

function textOf({ title, name, code = '' }: CountedPublisher): string {
  return [title, name, code].join('\n').normalize('NFKC').toLowerCase();
}

/** All words in the title, the name or the code, or the title's sounds. */
function matching(q: string): (listed: Listed) => boolean {
  const typed = q.normalize('NFKC').toLowerCase();
  const words = typed.split(/\s+/);
  return ({ publisher, text }) =>
    words.every((word) => text.includes(word)) || matcherOf(publisher.title)(typed);
}

/** Titles outlast publications. */
const matchers = new Map<string, (typed: string) => boolean>();
const MOST_MATCHERS = 20_000;

function matcherOf(title: string): (typed: string) => boolean {
  const known = matchers.get(title);
  if (known !== undefined) return known;
  const made = createSoundMatcher(title);
  if (matchers.size >= MOST_MATCHERS) matchers.clear();
  matchers.set(title, made);
  return made;
}
