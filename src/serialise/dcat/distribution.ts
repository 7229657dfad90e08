import type { Quad } from 'n3';
import type { Distribution } from '../../domain/dataset.js';
import { withScheme } from '../ckan/resource.js';
import { toWebUri } from '../iri.js';
import { mediaTypeOf } from '../media-types.js';
import { fileTypeOf, mediaTypeIri } from './authorities.js';
import type { HubIris } from './hub-iris.js';
import { formatNode, type SharedNode, typedNode } from './shared-nodes.js';
import { count, describe, iri, term, text, time, typed, words } from './terms.js';

export interface DistributionPlace {
  readonly dataset: string;
  /** Where a person finds the data when the portal's own address is none. */
  readonly page: string;
  /** Address of the licence. */
  readonly license: string | undefined;
  /** Its place among the dataset's. */
  readonly index: number;
  readonly iris: HubIris;
}

export interface DescribedPart {
  readonly address: string;
  readonly quads: readonly Quad[];
  readonly shared: readonly SharedNode[];
}

export function describeDistribution(distribution: Distribution, place: DistributionPlace): DescribedPart {
  const { iris, license } = place;
  const say = iris.national;
  const { identifier, kind, format, url } = distribution;
  const address = `${place.dataset}#distribution-${identifier}`;
  const target = toWebUri(withScheme(url ?? ''));
  const formatted = formatNode(format, iris);
  const isFile = kind !== 'api';
  const usual = isFile && format !== undefined ? mediaTypeOf({ format }) : undefined;
  const mediaType = mediaTypeIri(distribution.mediaType) ?? mediaTypeIri(usual);
  const fileType = format === undefined ? undefined : fileTypeOf(format);
  const checksum = describeChecksum(distribution.hash, `${place.dataset}#checksum-${identifier}`);
  const quads = describe(
    address,
    ['dcat:Distribution'],
    [
      ['dct:identifier', text(distribution.remoteId)],
      ['dct:title', words(distribution.title)],
      ['dct:description', words(distribution.description)],
      ['dcat:accessURL', iri(target ?? place.page)],
      ['dcat:downloadURL', isFile ? iri(target) : undefined],
      ['dct:format', iri(formatted?.[0])],
      ['dcat:mediaType', iri(mediaType)],
      ['dcat:byteSize', count(distribution.bytes)],
      ['spdx:checksum', checksum.length > 0 ? iri(`${place.dataset}#checksum-${identifier}`) : undefined],
      ['dct:issued', time(distribution.created)],
      ['dct:modified', time(distribution.modified)],
      ['dct:license', iri(license)],
      [say('position'), count(place.index + 1)],
      [say('address'), target === url ? undefined : text(url)],
      [say('hash'), digestIn(distribution.hash) === distribution.hash ? undefined : text(distribution.hash)],
      [say('formatName'), fileType === undefined || fileType === format ? undefined : text(format)],
      [say('formatRaw'), text(distribution.formatRaw)],
      [say('mediaType'), text(distribution.mediaType)],
      [say('created'), unlessTime(distribution.created)],
      [say('modified'), unlessTime(distribution.modified)],
      [say('extras'), extrasText(distribution.extras)],
    ],
  );
  const shared = [
    ...(formatted === undefined ? [] : [formatted]),
    ...(mediaType === undefined ? [] : [typedNode(mediaType, 'dct:MediaType')]),
  ];
  return { address, quads: [...quads, ...checksum], shared };
}

function extrasText(extras: Distribution['extras']): ReturnType<typeof text> {
  return extras === undefined || Object.keys(extras).length === 0 ? undefined : text(JSON.stringify(extras));
}

/** A time that no data type of XML Schema says as it was written. */
function unlessTime(given: string | undefined): ReturnType<typeof text> {
  return time(given)?.value === given ? undefined : text(given);
}

/** Algorithms by the number of hexadecimal digits. */
const ALGORITHMS: ReadonlyMap<number, string> = new Map([
  [32, 'md5'],
  [40, 'sha1'],
  [64, 'sha256'],
  [96, 'sha384'],
  [128, 'sha512'],
]);

/** The digits of a hash; undefined where they do not tell the algorithm. */
function digestIn(hash: string | undefined): string | undefined {
  const digits = (hash ?? '').trim().replace(/^(?:md5|sha-?\d+):/i, '');
  return /^(?:[\da-f]{2})+$/i.test(digits) && ALGORITHMS.has(digits.length) ? digits : undefined;
}

function describeChecksum(hash: string | undefined, address: string): readonly Quad[] {
  const digits = digestIn(hash);
  const algorithm = ALGORITHMS.get(digits?.length ?? 0);
  if (digits === undefined || algorithm === undefined) return [];
  return describe(
    address,
    ['spdx:Checksum'],
    [
      ['spdx:algorithm', term(`spdx:checksumAlgorithm_${algorithm}`)],
      ['spdx:checksumValue', typed(digits, 'xsd:hexBinary')],
    ],
  );
}
