import type { VNode } from 'preact';
import { labelOf, OPEN_TYPES, UPDATE_CYCLES } from '../../../domain/code-lists.js';
import type { PublishedDataset } from '../../../domain/published.js';
import { visibleDistributions } from '../../../domain/visibility.js';
import type { Page, PageContext, PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { PART_TEXTS } from './texts.js';

const SHOWN_ABSTRACT = 120;
const SHOWN_FORMATS = 6;

/** One dataset as a card; of one that was withdrawn since when. */
export function datasetPart(request: PageRequest, { datasets }: PageContext): Page | undefined {
  const name = request.params['name'] ?? '';
  const published = datasets.find(name);
  if (published !== undefined) {
    const title = titleOf(published, request);
    return { title, main: <DatasetCard published={published} request={request} /> };
  }
  const tombstone = datasets.findTombstone(name);
  if (tombstone === undefined) return undefined;
  const say = createSay(PART_TEXTS, request.language);
  return {
    title: tombstone.title,
    status: 410,
    main: (
      <>
        <h1>
          <bdi>{tombstone.title}</bdi>
        </h1>
        <p>{say('removed', { day: tombstone.removedAt.slice(0, 'CCYY-MM-DD'.length) })}</p>
      </>
    ),
  };
}

function DatasetCard({ published, request }: CardProps): VNode {
  const { dataset, name, publisher } = published;
  const { language, link } = request;
  const say = createSay(PART_TEXTS, language);
  const formats = [...new Set(visibleDistributions(dataset).flatMap(({ format }) => format ?? []))];
  const { updateCycle, openness, modified } = dataset;
  const facts = [
    [say('publisher'), publisher.title],
    [say('modified'), modified?.slice(0, 'CCYY-MM-DD'.length)],
    [say('cycle'), updateCycle && labelOf(UPDATE_CYCLES, updateCycle, language)],
    [say('openness'), openness?.type && labelOf(OPEN_TYPES, openness.type, language)],
    [say('formats'), formats.slice(0, SHOWN_FORMATS).join(language === 'zh' ? '、' : ', ')],
  ].filter(([, value]) => value !== undefined && value !== '');
  const address = link(`/dataset/${name}`);
  return (
    <>
      <h1>
        <a href={address}>
          <bdi>{titleOf(published, request)}</bdi>
        </a>
      </h1>
      <p class="part-abstract">{shortened(dataset.abstract ?? '')}</p>
      <dl class="facts">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <a class="button" href={address}>
          {say(dataset.visibility === 'open' ? 'open' : 'see')}
        </a>
      </p>
    </>
  );
}

interface CardProps {
  readonly published: PublishedDataset;
  readonly request: PageRequest;
}

function titleOf({ dataset }: PublishedDataset, { language }: PageRequest): string {
  const own = language === 'en' ? dataset.titleEn || dataset.title : dataset.title;
  return own || createSay(PART_TEXTS, language)('untitled');
}

function shortened(text: string): string {
  const characters = Array.from(text.slice(0, SHOWN_ABSTRACT * 4));
  return characters.length > SHOWN_ABSTRACT
    ? `${characters.slice(0, SHOWN_ABSTRACT).join('')}…`
    : characters.join('');
}
