import type { VNode } from 'preact';
import { SearchSyntaxError } from '../../../domain/errors.js';
import type { PublishedDataset } from '../../../domain/published.js';
import type { DatasetLabel } from '../../../pipeline/read-ports.js';
import { cutText } from '../../../serialise/plain-text.js';
import type { PageContext, PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { DATASET } from './texts.js';

const MOST = 5;

/** A few other datasets of the same publisher, the latest first; none where a search of them would be too dear. */
export async function findRelated(
  { dataset, publisher }: PublishedDataset,
  search: PageContext['search'],
): Promise<readonly DatasetLabel[]> {
  try {
    const { labels } = await search.search(
      {
        ...{ q: '', fq: [`organization:"${publisher.name}"`], sort: 'metadata_modified desc' },
        ...{ start: 0, rows: MOST + 1, facets: { fields: [], limit: 0, minCount: 1 } },
      },
      'labels',
    );
    return labels.filter(({ identifier }) => identifier !== dataset.identifier).slice(0, MOST);
  } catch (error) {
    if (error instanceof SearchSyntaxError) return [];
    throw error;
  }
}

export function Related({ labels, publisher, request }: RelatedProps): VNode {
  const { language, link } = request;
  const say = createSay(DATASET, language);
  return (
    <>
      <ul>
        {labels.map(({ identifier, name, title }) => (
          <li key={identifier}>
            <a href={link(`/dataset/${name}`)}>{cutText(title, 100) || say('untitled')}</a>
          </li>
        ))}
      </ul>
      <p>
        <a href={link(`/organization/${publisher.name}`)}>{say('allOfPublisher')}</a>
      </p>
    </>
  );
}

interface RelatedProps {
  readonly labels: readonly DatasetLabel[];
  readonly publisher: PublishedDataset['publisher'];
  readonly request: Pick<PageRequest, 'language' | 'link'>;
}
