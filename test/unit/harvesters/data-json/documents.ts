import { DATA_JSON } from '../../../../harvesters/data-json/index.js';
import type { Source } from '../../../../src/domain/source.js';
import type {
  Gathered,
  Harvester,
  JsonListRequest,
  ListedItem,
  PortalClient,
  PortalDocument,
  RecordRef,
} from '../../../../src/pipeline/ports.js';
import { jsonRecords } from '../../../../src/portal-client/document-records.js';
import { testSource } from '../../../support/source.js';

const PIECE = 100;
const LIMITS = { maxValue: 1 << 20 };

/** A document in memory that comes in small pieces. */
export class MemoryDocument implements PortalDocument {
  readonly url: string;
  readonly size: number;
  isClosed = false;
  readonly #bytes: Buffer;

  constructor(content: Buffer | string, url = 'https://data.linshui.example/data.json') {
    this.#bytes = Buffer.from(content);
    this.url = url;
    this.size = this.#bytes.length;
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < this.size; at += PIECE) {
      yield await Promise.resolve(this.#bytes.subarray(at, at + PIECE));
    }
  }

  bytes(): Promise<Uint8Array> {
    return Promise.resolve(this.#bytes);
  }

  text(): Promise<string> {
    return Promise.resolve(this.#bytes.toString());
  }

  records(place: Omit<JsonListRequest, 'url' | 'body' | 'schemaId'>): AsyncIterable<ListedItem> {
    return jsonRecords(this, place, LIMITS);
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}

/** A client of a portal that has these documents; another address throws what `missing` makes of it. */
export function portalOf(
  documents: Readonly<Record<string, PortalDocument>>,
  missing: (url: string) => Error,
): { readonly portal: PortalClient; readonly asked: readonly string[] } {
  const asked: string[] = [];
  const refuse = (): never => {
    throw new Error('a data.json is asked for as a document');
  };
  return {
    asked,
    portal: {
      getJson: refuse,
      getJsonList: refuse,
      getText: refuse,
      openDocument: (request) => {
        const url = typeof request === 'string' ? request : request.url;
        asked.push(url);
        const document = documents[url];
        return document === undefined ? Promise.reject(missing(url)) : Promise.resolve(document);
      },
      close: () => undefined,
    },
  };
}

const { portal: unasked } = portalOf({}, (url) => new Error(`${url} is not to be asked`));

export function dataJson(
  options: Readonly<Record<string, unknown>> = {},
  changes: Partial<Source> = {},
  portal: PortalClient = unasked,
): Harvester {
  const source = testSource({
    kind: 'data-json',
    url: 'https://data.linshui.example/data.json',
    options,
    ...changes,
  });
  const { labels } = source;
  return DATA_JSON.create(source, { portal, labels: (label) => labels[label] });
}

/** What is gathered of a document, given as its text or as the value that it holds. */
export async function gatherOf(
  content: unknown,
  options: Readonly<Record<string, unknown>> = {},
): Promise<readonly Gathered[]> {
  const isRaw = typeof content === 'string' || Buffer.isBuffer(content);
  const document = new MemoryDocument(isRaw ? content : JSON.stringify(content));
  const gathered: Gathered[] = [];
  for await (const item of dataJson(options).read(document, new AbortController().signal))
    gathered.push(item);
  return gathered;
}

export function recordsOf(gathered: readonly Gathered[]): readonly RecordRef[] {
  return gathered.filter((item) => item.type === 'record');
}

export function idsOf(gathered: readonly Gathered[]): readonly string[] {
  return recordsOf(gathered).map(({ remoteId }) => remoteId);
}

/** Codes of what was gathered besides records. */
export function oddities(gathered: readonly Gathered[]): readonly string[] {
  return gathered.flatMap((item) =>
    item.type === 'gap' || item.type === 'notice' ? [`${item.type} ${item.problem.code}`] : [],
  );
}
