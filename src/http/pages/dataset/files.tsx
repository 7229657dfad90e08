import type { VNode } from 'preact';
import type { Dataset, Distribution } from '../../../domain/dataset.js';
import { visibleDistributions } from '../../../domain/visibility.js';
import { withScheme } from '../../../serialise/ckan/resource.js';
import { cutText } from '../../../serialise/plain-text.js';
import { HarvestedLink } from '../components/harvested-link.js';
import { Table } from '../components/table.js';
import type { PageRequest } from '../page.js';
import { createSay, type Say } from '../say.js';
import { megabytes } from './sizes.js';
import { DATASET } from './texts.js';
import { fileTitle } from './version-diff.js';

const MOST_STANDING = 10;
const MOST_LISTED = 300;
const MOST_TITLE = 200;
const MOST_DESCRIPTION = 500;

/** Files and APIs, or why there are none to be had here. */
export function Files({ dataset, request }: FilesProps): VNode {
  const say = createSay(DATASET, request.language);
  if (dataset.visibility !== 'open') {
    const isClosed = dataset.visibility === 'closed';
    const address = dataset.landingPage ?? dataset.origin.url;
    return (
      <div class="note">
        <p>{say(isClosed ? 'closed' : 'onRequest')}</p>
        {!isClosed && address !== undefined && (
          <p>
            <HarvestedLink url={address}>{say('applyAt')}</HarvestedLink>
          </p>
        )}
      </div>
    );
  }
  const files = visibleDistributions(dataset);
  if (files.length === 0) return <p>{say('noFiles')}</p>;
  const folded = files.slice(MOST_STANDING, MOST_LISTED);
  const leftOut = files.length - MOST_LISTED;
  return (
    <>
      <FileTable files={files.slice(0, MOST_STANDING)} dataset={dataset} say={say} />
      {folded.length > 0 && (
        <details>
          <summary>{say('moreFiles', { count: folded.length })}</summary>
          <FileTable files={folded} dataset={dataset} say={say} />
          {leftOut > 0 && <p class="muted">{say('filesLeftOut', { count: leftOut })}</p>}
        </details>
      )}
    </>
  );
}

interface FilesProps {
  readonly dataset: Dataset;
  readonly request: Pick<PageRequest, 'language'>;
}

function FileTable({ files, dataset, say }: FileTableProps): VNode {
  const heads = ['name', 'format', 'size', 'updated', 'description'] as const;
  // A column that is empty throughout only makes the others narrow.
  const used = heads.filter(
    (head) => head === 'name' || files.some((file) => cellOf(file, head, { dataset, say }) !== ''),
  );
  return (
    <Table
      heads={used.map((head) => say(head))}
      numeric={used.flatMap((head, column) => (head === 'size' ? [column] : []))}
      rows={files.map((file) => used.map((head) => cellOf(file, head, { dataset, say })))}
    />
  );
}

interface FileTableProps {
  readonly files: readonly Distribution[];
  readonly dataset: Dataset;
  readonly say: Say<keyof typeof DATASET>;
}

function cellOf(
  file: Distribution,
  head: 'name' | 'format' | 'size' | 'updated' | 'description',
  { dataset, say }: Omit<FileTableProps, 'files'>,
): VNode | string {
  switch (head) {
    case 'name':
      return (
        <HarvestedLink url={file.url && withScheme(file.url)}>
          <bdi>{cutText(nameOf(file, dataset, say), MOST_TITLE)}</bdi>
        </HarvestedLink>
      );
    case 'format':
      return formatBadge(file, say);
    case 'size':
      return file.bytes === undefined ? '' : megabytes(file.bytes);
    case 'updated':
      return spanOf('day', (file.modified ?? file.created ?? '').slice(0, 'CCYY-MM-DD'.length));
    case 'description':
      return spanOf('description', cutText(file.description?.trim() ?? '', MOST_DESCRIPTION));
  }
}

/** Nothing at all for an empty text: its cell is left out on a phone, and its column where all are empty. */
function spanOf(kind: string, text: string): VNode | string {
  return text === '' ? '' : <span class={kind}>{text}</span>;
}

function formatBadge({ format, formatRaw, kind }: Distribution, say: FileTableProps['say']): VNode | string {
  const word = format ?? formatRaw;
  const isApi = kind === 'api';
  if (word === undefined && !isApi) return '';
  return (
    <span class="badges">
      {word !== undefined && <span class="badge">{cutText(word, 30)}</span>}
      {isApi && word !== say('api') && <span class="badge">{say('api')}</span>}
    </span>
  );
}

/** Where all that is known is the portal's page of the dataset, its address says nothing. */
function nameOf(file: Distribution, dataset: Dataset, say: FileTableProps['say']): string {
  const isPage =
    file.url !== undefined && (file.url === dataset.landingPage || file.url === dataset.origin.url);
  if (file.title === undefined && isPage) return say('atPortal');
  return fileTitle(file) || say('untitled');
}
