import { sha256Hex } from '../domain/identifiers.js';
import type { Catalog } from './site.js';

/** ETags of answers that follow from the published catalogue, the request and the hub itself. */
export interface Revalidation {
  /**
   * Made before the work; a publication in between makes it older than the answer, never newer. Of a past state (`seq`) the
   * tag stays, whatever is published, until something may not be shown any more.
   */
  tagOf(url: string, seq?: number): string;
  /** Whether a request's `If-None-Match` names the tag. */
  isKnown(header: string | undefined, tag: string): boolean;
}

export function createRevalidation(
  { datasets, history, search, site }: Pick<Catalog, 'datasets' | 'history' | 'search' | 'site'>,
  version: string,
): Revalidation {
  const hub = JSON.stringify([version, site]);
  return {
    tagOf(url, seq) {
      // The store is ahead of the index for a moment, and answers are made of both.
      const state =
        seq === undefined
          ? `${datasets.version().toString(36)}-${search.seq.toString(36)}`
          : `${history.revision()}.${seq.toString(36)}`;
      // Weak: the bytes differ by how they are compressed.
      return `W/"${state}-${sha256Hex(hub + url).slice(0, 16)}"`;
    },
    isKnown(header, tag) {
      if (header === undefined) return false;
      return header.split(',').some((known) => opaque(known) === opaque(tag));
    },
  };
}

function opaque(tag: string): string {
  return tag.trim().replace(/^W\//, '');
}
