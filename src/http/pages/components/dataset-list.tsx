import type { VNode } from 'preact';
import type { PublishedDataset } from '../../../domain/published.js';
import { visibleDistributions } from '../../../domain/visibility.js';
import type { PageRequest } from '../page.js';
import { createSay, type Say } from '../say.js';

const TEXTS = {
  untitled: { zh: '（无标题）', en: '(no title)' },
  updated: { zh: '数据更新于 {day}', en: 'data updated {day}' },
  changed: { zh: '目录变更于 {day}', en: 'entry changed {day}' },
  comma: { zh: '、', en: ', ' },
  closed: { zh: '不予开放', en: 'not open' },
  'on-request': { zh: '有条件开放', en: 'open on application' },
} as const;

const SHOWN_FORMATS = 6;

/** Datasets in short: title, from whom, how fresh, in which formats. */
export function DatasetList({ datasets, request, hasPublishers = true }: DatasetListProps): VNode {
  const say = createSay(TEXTS, request.language);
  return (
    <ul class="plain datasets">
      {datasets.map((published) => {
        const { dataset, name, publisher } = published;
        return (
          <li key={name}>
            <a href={request.link(`/dataset/${encodeURIComponent(name)}`)}>
              {dataset.title === '' ? say('untitled') : dataset.title}
            </a>
            <p class="muted">
              {hasPublishers && (
                <>
                  <a href={request.link(`/organization/${encodeURIComponent(publisher.name)}`)}>
                    {publisher.title}
                  </a>
                  {' · '}
                </>
              )}
              {factsOf(published, say).join(' · ')}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

interface DatasetListProps {
  readonly datasets: readonly PublishedDataset[];
  readonly request: PageRequest;
  /** False where all of them are of one. */
  readonly hasPublishers?: boolean;
}

function factsOf({ dataset, changed }: PublishedDataset, say: Say<keyof typeof TEXTS>): readonly string[] {
  const { modified, visibility } = dataset;
  const formats = [...new Set(visibleDistributions(dataset).flatMap(({ format }) => format ?? []))];
  const shown = formats.slice(0, SHOWN_FORMATS).join(say('comma'));
  return [
    modified === undefined
      ? say('changed', { day: changed.slice(0, 'CCYY-MM-DD'.length) })
      : say('updated', { day: modified }),
    ...(shown === '' ? [] : [formats.length > SHOWN_FORMATS ? `${shown}…` : shown]),
    ...(visibility === 'open' ? [] : [say(visibility)]),
  ];
}
