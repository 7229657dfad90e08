import { gatherProblem, type Problem } from '../../src/domain/problem.js';
import { createRecordKeys, type RecordKeys } from '../../src/domain/record-keys.js';
import type { Gathered, PortalClient, PortalDocument } from '../../src/pipeline/ports.js';
import type { Assembled } from './assemble.js';
import { recordKey } from './identity.js';
import { faulty, tooLarge } from './limits.js';
import type { RecordNode } from './node.js';
import type { DcatOptions } from './options.js';
import { nextPage } from './paging.js';
import { type DocumentFacts, readDocument } from './read-document.js';
import { ANY_RDF, FORMATS } from './syntax.js';

/** Pages in a row that list nothing new, after which no more are asked for. */
const MAX_STALE_PAGES = 3;
/** Datasets without a description that one problem names. */
const NAMED = 20;

export interface GatherContext {
  readonly portal: PortalClient;
  readonly url: string;
  readonly options: DcatOptions;
}

/** All pages of a catalogue, one after the other. A page that fails ends it: of what follows nothing can be known. */
export async function* gatherPages(
  { portal, url, options }: GatherContext,
  signal: AbortSignal,
): AsyncGenerator<Gathered<RecordNode>, void> {
  const register = new RecordRegister(options);
  const asked = new Set<string>();
  let total: number | undefined;
  let stale = 0;
  let address = url;
  for (;;) {
    if (asked.size >= options.maxPages) throw tooLarge(address, `more than ${options.maxPages} pages`);
    asked.add(address);
    const before = register.size;
    const document = await portal.openDocument(address, acceptOf(options), signal);
    let facts: DocumentFacts;
    try {
      facts = yield* register.read(document, url, signal);
    } finally {
      await document.close();
    }
    if (facts.links.total !== undefined && total === undefined) {
      total = facts.links.total;
      yield { type: 'total', total };
    }
    const next = nextPage(facts.links, { source: url, page: address, base: document.url });
    if (next === undefined) break;
    if (asked.has(next)) throw faulty(next, 'schema', 'the pages lead back to one that was read');
    stale = register.size === before ? stale + 1 : 0;
    if (stale >= MAX_STALE_PAGES) throw faulty(next, 'schema', 'page after page lists nothing new');
    address = next;
  }
  yield* register.end(total);
}

/** The records of one file. */
export async function* readRecords(
  document: PortalDocument,
  { url, options }: Omit<GatherContext, 'portal'>,
  signal: AbortSignal,
): AsyncGenerator<Gathered<RecordNode>, void> {
  const register = new RecordRegister(options);
  yield* register.read(document, url, signal);
  yield* register.end(undefined);
}

function acceptOf({ format }: DcatOptions): string {
  const stated = format === undefined ? undefined : FORMATS[format];
  return stated === undefined ? ANY_RDF : `${stated.mediaType}, */*;q=0.1`;
}

/** What one walk over a catalogue has met. */
class RecordRegister {
  readonly #options: DcatOptions;
  readonly #keys: RecordKeys = createRecordKeys();
  /** Names of what was described, and of what was listed and not. */
  readonly #described = new Set<string>();
  readonly #missing = new Set<string>();
  #records = 0;

  constructor(options: DcatOptions) {
    this.#options = options;
  }

  /** Records so far. */
  get size(): number {
    return this.#records;
  }

  async *read(
    document: PortalDocument,
    base: string,
    signal: AbortSignal,
  ): AsyncGenerator<Gathered<RecordNode>, DocumentFacts> {
    const { format, services } = this.#options;
    const reading = readDocument(document, { base, format, services }, signal);
    try {
      for (;;) {
        const step = await reading.next();
        if (step.done === true) {
          for (const key of step.value.missing) this.#missing.add(key);
          return step.value;
        }
        yield this.#admit(step.value);
      }
    } finally {
      await reading.return(undefined as never);
    }
  }

  /** What does not add up at the end. */
  *end(total: number | undefined): Generator<Gathered<RecordNode>, void> {
    const missing = [...this.#missing].filter((key) => !this.#described.has(key));
    if (missing.length > 0) {
      const named = missing.slice(0, NAMED).join(' ');
      yield gap(`${missing.length} datasets are listed and not described`, named);
    } else if (total !== undefined && this.#records < total) {
      yield gap(`${this.#records} of ${total} members of the collection are described`, String(total));
    }
  }

  #admit({ key, node }: Assembled): Gathered<RecordNode> {
    this.#described.add(key);
    if (node === undefined) return gap('larger than any record may be', key);
    const name = recordKey(node, this.#options.key);
    if (name === undefined) return gap('no identifier, title or address can be read from it', node);
    const keyed = this.#keys.take(name, JSON.stringify(node));
    if (keyed.type === 'notice') return keyed;
    this.#records += 1;
    return { ...keyed, listed: node };
  }
}

function gap(detail: string, value: unknown): { readonly type: 'gap'; readonly problem: Problem } {
  return { type: 'gap', problem: gatherProblem('malformed-record', { value, detail }) };
}
