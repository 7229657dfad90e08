import { faulty } from './limits.js';
import { detached, type Term } from './triples.js';

/** What a page says of the pages beside it, in the words of both generations of Hydra. */
export class PageLinks {
  readonly next = new Set<string>();
  readonly last = new Set<string>();
  /** Members of the whole collection. */
  total: number | undefined;

  take(property: string, object: Term): void {
    switch (property) {
      case 'hydra:next':
      case 'hydra:nextPage':
        if (this.next.size < MAX_LINKS) this.next.add(detached(object.value));
        break;
      case 'hydra:last':
      case 'hydra:lastPage':
        if (this.last.size < MAX_LINKS) this.last.add(detached(object.value));
        break;
      case 'hydra:totalItems': {
        const total = Number(object.value);
        if (Number.isSafeInteger(total) && total >= 0) this.total = Math.max(total, this.total ?? 0);
        break;
      }
      default:
    }
  }
}

/** A page has one page after it; a page that names many names them for another reason. */
const MAX_LINKS = 10;

interface PagePlace {
  /** The address of the source. */
  readonly source: string;
  /** What was asked for, and what answered. */
  readonly page: string;
  readonly base: string;
}

/** The page to read next; undefined on the last one. A page elsewhere is not the catalogue's, and no page is skipped. */
export function nextPage(links: PageLinks, { source, page, base }: PagePlace): string | undefined {
  const here = new Set([page, base].map((url) => addressOf(url, source)));
  const isLast = [...links.last].some((last) => here.has(addressOf(last, source)));
  if (isLast) return undefined;
  const [next, ...others] = new Set([...links.next].map((url) => addressOf(url, source)));
  if (others.length > 0) throw faulty(page, 'schema', 'the page names more than one that follows it');
  if (next !== undefined && new URL(next).origin !== new URL(source).origin) {
    throw faulty(page, 'refused-address', `the next page is not of this portal: ${next.slice(0, 200)}`);
  }
  return next;
}

/** An address with the scheme and port of the source where the host is the same: behind a gateway portals name themselves wrongly. */
function addressOf(url: string, source: string): string {
  if (!URL.canParse(url, source))
    throw faulty(source, 'schema', `the next page has no address: ${url.slice(0, 200)}`);
  const address = new URL(url, source);
  const own = new URL(source);
  address.hash = '';
  if (
    address.hostname === own.hostname &&
    (address.protocol === 'http:' || address.protocol === 'https:') &&
    address.port === ''
  ) {
    address.protocol = own.protocol;
    address.port = own.port;
  }
  return address.href;
}
