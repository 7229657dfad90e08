import { InvalidRequestError, NotFoundError } from '../domain/errors.js';
import type { PublishedDataset, PublishedPublisher } from '../domain/published.js';
import type { Source } from '../domain/source.js';

/** A part of the catalogue; all that is told has to apply. */
export interface CatalogPart {
  /** What this publisher provides: its name in the hub, its id or its full title. */
  readonly publisher?: string;
  /** What this source brought. */
  readonly source?: string;
  /**
   * What belongs to a city or county, by its full name (`江城市`): the sources that have it as their `region`, and publishers
   * whose names begin with it, whichever source brought them.
   */
  readonly region?: string;
}

export interface ChosenPart {
  includes(published: PublishedDataset): boolean;
  /** What to call it; undefined for the whole catalogue. */
  readonly title: string | undefined;
}

/** Throws `NotFoundError` for a part that there is not, `InvalidRequestError` for a name that several publishers have. */
export function choosePart(
  { publisher, source, region }: CatalogPart,
  publishers: readonly PublishedPublisher[],
  sources: readonly Pick<Source, 'id' | 'title' | 'region'>[],
): ChosenPart {
  const provider = publisher === undefined ? undefined : publisherCalled(publisher, publishers);
  const regional = new Set(sources.filter((each) => each.region === region).map(({ id }) => id));
  if (
    region !== undefined &&
    regional.size === 0 &&
    !publishers.some(({ title }) => title.startsWith(region))
  ) {
    throw new NotFoundError(`no source and no publisher belongs to ${region}`);
  }
  const titles = [region, provider?.title, sources.find(({ id }) => id === source)?.title ?? source];
  return {
    includes: ({ dataset, publisher: { identifier, title } }) =>
      (provider === undefined || identifier === provider.identifier) &&
      (source === undefined || dataset.sourceId === source) &&
      (region === undefined || regional.has(dataset.sourceId) || title.startsWith(region)),
    title: titles.filter((title) => title !== undefined).join('-') || undefined,
  };
}

/** By its name in the hub, its id or its full title. Throws as `choosePart`. */
export function publisherCalled(key: string, publishers: readonly PublishedPublisher[]): PublishedPublisher {
  const found = publishers.filter(({ identifier, name, title }) => [identifier, name, title].includes(key));
  const [first, second] = found;
  if (first === undefined) throw new NotFoundError(`no publisher is called ${key}`);
  if (second !== undefined) {
    const names = found.map(({ name }) => name).join(', ');
    throw new InvalidRequestError(`several publishers are called ${key}: ${names}`, { publisher: [names] });
  }
  return first;
}
