import type { Distribution } from '../../domain/dataset.js';
import { toWebUri } from '../iri.js';
import { mediaTypeOf } from '../media-types.js';
import { shortText } from '../plain-text.js';

export interface DataJsonDistribution {
  readonly '@type': 'dcat:Distribution';
  readonly title?: string;
  readonly description?: string;
  readonly downloadURL?: string;
  readonly accessURL?: string;
  readonly mediaType?: string;
  readonly format?: string;
}

const MOST_DESCRIPTION = 10_000;

export function toDataJsonDistribution(distribution: Distribution): DataJsonDistribution {
  const { title, format } = distribution;
  const description = shortText(distribution.description, MOST_DESCRIPTION);
  return {
    '@type': 'dcat:Distribution',
    ...(title !== undefined && title !== '' && { title }),
    ...(description !== undefined && { description }),
    ...addressOf(distribution),
    ...(format !== undefined && format !== '' && { format }),
  };
}

/** A file to download has to say its media type; a page, an interface and what nobody can tell are a way to the data. */
function addressOf(
  distribution: Distribution,
): Pick<DataJsonDistribution, 'downloadURL' | 'accessURL' | 'mediaType'> {
  const url = toWebUri(distribution.url);
  const mediaType = mediaTypeOf(distribution);
  const typed = mediaType !== undefined && { mediaType };
  if (url === undefined) return { ...typed };
  const isFile = mediaType !== undefined && mediaType !== 'text/html' && distribution.kind !== 'api';
  return isFile ? { downloadURL: url, mediaType } : { accessURL: url, ...typed };
}
