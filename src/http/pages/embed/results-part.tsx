import type { VNode } from 'preact';
import { SearchSyntaxError } from '../../../domain/errors.js';
import type { PublishedDataset } from '../../../domain/published.js';
import type { Page, PageContext, PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { PART_TEXTS } from './texts.js';

/** Filters that the address may name, each any number of times. */
export const PART_FILTERS = [
  'organization',
  'groups',
  'tags',
  'res_format',
  'license_id',
  'cn_update_cycle',
  'cn_open_type',
  'harvest_source_id',
] as const;

export const DEFAULT_ROWS = 5;
export const MOST_ROWS = 20;
const MOST_FILTERS = 20;

/** Datasets that fit, with the way to all of them. */
export async function resultsPart(request: PageRequest, { search }: PageContext): Promise<Page> {
  const { language, query, link } = request;
  const say = createSay(PART_TEXTS, language);
  const q = query.get('q') ?? '';
  const filters = PART_FILTERS.flatMap((key) =>
    query.getAll(key).flatMap((value) => (value === '' ? [] : [[key, value] as const])),
  ).slice(0, MOST_FILTERS);
  const title = q === '' ? say('results') : say('resultsFor', { q });
  try {
    const { count, datasets } = await search.search(
      {
        q,
        fq: filters.map(([key, value]) => `${key}:"${value.replace(/["\\]/g, '\\$&')}"`),
        sort: q === '' ? 'metadata_modified desc' : '',
        start: 0,
        rows: readRows(query.get('rows')),
        facets: { fields: [], limit: 0, minCount: 1 },
      },
      'datasets',
    );
    const all = link('/dataset', [...(q === '' ? [] : [['q', q] as const]), ...filters]);
    return {
      title,
      main: (
        <>
          <h1>
            <bdi>{title}</bdi>
          </h1>
          {count === 0 && <p>{say('none')}</p>}
          <ul class="plain part-results">
            {datasets.map((published) => (
              <Result key={published.name} published={published} request={request} />
            ))}
          </ul>
          {count > 0 && (
            <p>
              <a href={all}>{say('all', { count })}</a>
            </p>
          )}
        </>
      ),
    };
  } catch (error) {
    if (!(error instanceof SearchSyntaxError)) throw error;
    return { title, status: 400, main: <p role="alert">{say('unreadable')}</p> };
  }
}

export function readRows(text: string | null): number {
  const rows = /^\d{1,3}$/.test(text ?? '') ? Number(text) : DEFAULT_ROWS;
  return Math.min(Math.max(rows, 1), MOST_ROWS);
}

function Result({ published, request }: ResultProps): VNode {
  const { dataset, name, publisher } = published;
  const { language, link } = request;
  const say = createSay(PART_TEXTS, language);
  return (
    <li>
      <a href={link(`/dataset/${name}`)}>
        <bdi>{dataset.title || say('untitled')}</bdi>
      </a>
      <span class="muted">
        <bdi>{publisher.title}</bdi>
        {dataset.modified !== undefined && (
          <>
            {' · '}
            <time>{dataset.modified.slice(0, 'CCYY-MM-DD'.length)}</time>
          </>
        )}
      </span>
    </li>
  );
}

interface ResultProps {
  readonly published: PublishedDataset;
  readonly request: PageRequest;
}
