import type { FastifyInstance } from 'fastify';
import { InvalidRequestError, NotFoundError, SearchSyntaxError } from '../../domain/errors.js';
import type { ChangeFeed } from '../../pipeline/feed-ports.js';
import { toAtom } from '../../serialise/feeds/atom.js';
import type { FeedLink, NewsFeed } from '../../serialise/feeds/news-feed.js';
import { toRss } from '../../serialise/feeds/rss.js';
import { createAnswerFailure } from '../answer-failure.js';
import { addCorsHeaders, type CorsOrigins } from '../cors.js';
import type { HttpLogger } from '../site.js';
import {
  FEED_SIZE,
  type FeedContext,
  type FeedFormat,
  type FeedScope,
  readFeedPath,
  scopeOf,
} from './feed-request.js';
import { outputsOf, type SendOutput } from './output.js';
import { queryText } from './query-text.js';

export interface FeedsOptions {
  readonly catalog: FeedContext;
  readonly feed: ChangeFeed;
  readonly send: SendOutput;
  readonly corsOrigins: CorsOrigins;
  readonly logger: HttpLogger | undefined;
}

/** What a page of one scope brings into the feed. */
type FeedPage = Pick<NewsFeed, 'title' | 'page' | 'self' | 'links' | 'items'>;

type FeedQuery = Readonly<Record<string, string | string[]>>;

const TYPES: Readonly<Record<FeedFormat, string>> = {
  atom: 'application/atom+xml;charset=utf-8',
  rss: 'application/rss+xml;charset=utf-8',
};
const NUMBER = /^[1-9]\d{0,14}$/;
/** Before the first publication. */
const EPOCH = '1970-01-01T00:00:00.000000';

/**
 * News of the catalogue, to be registered under `/feeds`: `all`, `organization/<name>`, `group/<name>`, `tag/<name>`,
 * `source/<id>` and `custom?q=…`, each as `.atom` and `.rss`; the last changed first.
 */
export function registerFeeds(app: FastifyInstance, options: FeedsOptions): void {
  const { catalog, feed, send, logger } = options;
  const { site, search } = catalog;
  addCorsHeaders(app, options.corsOrigins);

  outputsOf(app, send)('/*', ({ params, query, url }) => {
    const asked = readFeedPath((params as { readonly '*': string })['*']);
    return {
      type: TYPES[asked?.format ?? 'atom'],
      async find() {
        const scope = asked && (await scopeOf(asked.name, query, catalog));
        if (asked === undefined || scope === undefined) throw new NotFoundError('there is no such feed');
        const base = `${site.url}${new URL(url, site.url).pathname}`;
        const address = new FeedAddress(base, query as FeedQuery);
        const page = scope.of === 'all' ? pageOfAll(address) : await pageOfSearch(scope, address);
        const made: NewsFeed = {
          ...page,
          id: address.at(undefined),
          description: site.description.zh,
          siteUrl: site.url,
          author: site.publisher,
          updated: timeOf(page) ?? feed.before(feed.latestSeq() + 1, 1)[0]?.time ?? EPOCH,
        };
        return () => (asked.format === 'rss' ? toRss(made) : toAtom(made));
      },
    };
  });

  app.setNotFoundHandler(() => {
    throw new NotFoundError('there is no such feed');
  });
  app.setErrorHandler(createAnswerFailure('json', logger));

  /** Backwards along the log: as quick on the last page as on the first. */
  function pageOfAll(address: FeedAddress): FeedPage {
    const before = address.number('before');
    const items = feed.before(before ?? feed.latestSeq() + 1, FEED_SIZE);
    const last = items.at(-1);
    const links: FeedLink[] = [{ rel: 'first', href: address.at(undefined) }];
    if (last !== undefined && items.length === FEED_SIZE) {
      links.push({ rel: 'next', href: address.at(['before', last.seq]) });
    }
    const self = address.at(before === undefined ? undefined : ['before', before]);
    return { title: site.title.zh, page: `${site.url}/dataset`, self, links, items };
  }

  async function pageOfSearch(
    scope: Extract<FeedScope, { of: 'search' }>,
    address: FeedAddress,
  ): Promise<FeedPage> {
    const page = address.number('page') ?? 1;
    const { count, datasets } = await search
      .search(
        {
          ...scope.search,
          ...{ sort: 'metadata_modified desc', start: (page - 1) * FEED_SIZE, rows: FEED_SIZE },
          facets: { fields: [], limit: 0, minCount: 1 },
        },
        'datasets',
      )
      .catch((error: unknown) => {
        if (!(error instanceof SearchSyntaxError)) throw error;
        throw new InvalidRequestError(`q: ${error.message}`);
      });
    const pages = Math.max(1, Math.ceil(count / FEED_SIZE));
    const at = (number: number): string => address.at(number === 1 ? undefined : ['page', number]);
    return {
      title: `${scope.title} - ${site.title.zh}`,
      page: `${site.url}${scope.page}`,
      self: at(page),
      links: [
        { rel: 'first', href: at(1) },
        ...(page > 1 && page <= pages ? [{ rel: 'previous', href: at(page - 1) } as const] : []),
        ...(page < pages ? [{ rel: 'next', href: at(page + 1) } as const] : []),
        { rel: 'last', href: at(pages) },
      ],
      items: datasets.map((publication) => ({ kind: 'put', publication })),
    };
  }
}

/** The address of a feed and of its pages. */
class FeedAddress {
  readonly #base: string;
  readonly #query: FeedQuery;

  constructor(base: string, query: FeedQuery) {
    this.#base = base;
    this.#query = query;
  }

  /** Throws `InvalidRequestError`. */
  number(key: 'before' | 'page'): number | undefined {
    const value = this.#query[key];
    if (value === undefined || value === '') return undefined;
    if (typeof value !== 'string' || !NUMBER.test(value)) {
      throw new InvalidRequestError(`${key}: a whole number from 1`);
    }
    return Number(value);
  }

  at(place: readonly [key: string, value: number] | undefined): string {
    const kept = Object.entries(this.#query).flatMap(([key, value]) =>
      key === 'page' || key === 'before' ? [] : [value].flat().map((text) => [key, text] as const),
    );
    const query = queryText(place === undefined ? kept : [...kept, [place[0], String(place[1])]]);
    return query === '' ? this.#base : `${this.#base}?${query}`;
  }
}

function timeOf({ items: [first] }: FeedPage): string | undefined {
  return first?.kind === 'delete' ? first.time : first?.publication.changed;
}
