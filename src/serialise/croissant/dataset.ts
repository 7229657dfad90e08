import type { DataTypeCode } from '../../domain/code-lists.js';
import type { Dataset, Distribution, Field } from '../../domain/dataset.js';
import type { PublishedDataset } from '../../domain/published.js';
import { visibleDistributions } from '../../domain/visibility.js';
import { toWebUri } from '../iri.js';
import { mediaTypeOf } from '../media-types.js';
import { describe } from '../schema-org/dataset.js';
import { datasetPageUrl, type SiteFacts } from '../site-facts.js';
import { CROISSANT_CONTEXT } from './context.js';

/** Tables with one line a record, the one that is read most easily first. */
const TABULAR = ['CSV', 'TSV', 'XLSX', 'XLS', 'ODS', 'ET'] as const;

/** A memo and a general column are text as far as anybody can tell. */
const DATA_TYPES: Readonly<Record<DataTypeCode, string>> = {
  C: 'sc:Text',
  N: 'sc:Float',
  Y: 'sc:Float',
  D: 'sc:Date',
  T: 'sc:DateTime',
  L: 'sc:Boolean',
  M: 'sc:Text',
  G: 'sc:Text',
  B: 'sc:Float',
  I: 'sc:Integer',
  F: 'sc:Float',
};

const HASHES: readonly (readonly [name: string, form: RegExp])[] = [
  ['sha256', /^[0-9a-f]{64}$/i],
  ['md5', /^[0-9a-f]{32}$/i],
];

/** Whether there is a Croissant description: the columns are known with types, and a table with an address is to be seen. */
export function hasCroissant({ dataset }: PublishedDataset): boolean {
  return isTyped(dataset) && tables(dataset).length > 0;
}

/**
 * Croissant 1.0 (MLCommons): the dataset in the words of schema.org, its tables as files, and the columns of the first of
 * them as fields of one record set. The files are the portals' and change (`isLiveDataset`), so a checksum is not asked for.
 */
export function toCroissant(published: PublishedDataset, site: SiteFacts): object | undefined {
  if (!hasCroissant(published)) return undefined;
  const { dataset, name } = published;
  const files = tables(dataset);
  return {
    '@context': CROISSANT_CONTEXT,
    '@type': 'sc:Dataset',
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    ...describe(published, datasetPageUrl(site, name)),
    isLiveDataset: true,
    distribution: files.map(toFileObject),
    recordSet: [
      {
        '@type': 'cr:RecordSet',
        '@id': 'records',
        name: 'records',
        field: (dataset.fields ?? []).map((field, index) => toField(field, index, fileId(0))),
      },
    ],
  };
}

function isTyped({ fields = [] }: Dataset): boolean {
  return fields.some(({ dataType }) => dataType !== undefined);
}

interface Table {
  readonly distribution: Distribution;
  readonly contentUrl: string;
}

function tables(dataset: Dataset): readonly Table[] {
  return TABULAR.flatMap((wanted) =>
    visibleDistributions(dataset).flatMap((distribution) => {
      const contentUrl = toWebUri(distribution.url);
      if (distribution.format !== wanted || distribution.kind === 'api') return [];
      return contentUrl === undefined ? [] : [{ distribution, contentUrl }];
    }),
  );
}

function fileId(index: number): string {
  return `file-${index + 1}`;
}

function toFileObject({ distribution, contentUrl }: Table, index: number): object {
  const { title, bytes, hash } = distribution;
  const checksum = HASHES.find(([, form]) => hash !== undefined && form.test(hash));
  return {
    '@type': 'cr:FileObject',
    '@id': fileId(index),
    name: title ?? fileId(index),
    contentUrl,
    encodingFormat: mediaTypeOf(distribution),
    contentSize: bytes === undefined ? undefined : `${bytes} B`,
    ...(checksum !== undefined && { [checksum[0]]: hash }),
  };
}

function toField({ name, nameEn, dataType }: Field, index: number, file: string): object {
  return {
    '@type': 'cr:Field',
    // Two columns may have the same name.
    '@id': `records/${index + 1}`,
    name,
    description: nameEn,
    dataType: dataType === undefined ? 'sc:Text' : DATA_TYPES[dataType],
    source: { fileObject: { '@id': file }, extract: { column: name } },
  };
}
