import type { PublishedDataset } from '../../domain/published.js';
import { cutText } from '../plain-text.js';
import { xmlText } from '../xml.js';

/** One page of a feed of news, whatever its format. Addresses are absolute. Times are naive UTC with microseconds. */
export interface NewsFeed {
  /** The first page's address, which is what the feed is known by. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** This page. */
  readonly self: string;
  /** The same for people. */
  readonly page: string;
  readonly links: readonly FeedLink[];
  /** Public base URL of the hub. */
  readonly siteUrl: string;
  readonly author: { readonly name: string; readonly url?: string; readonly email?: string };
  readonly updated: string;
  readonly items: readonly NewsItem[];
}

export interface FeedLink {
  readonly rel: 'first' | 'previous' | 'next' | 'last';
  readonly href: string;
}

export type NewsItem =
  | { readonly kind: 'put'; readonly publication: PublishedDataset }
  | { readonly kind: 'delete'; readonly identifier: string; readonly time: string };

const MOST_SUMMARY = 2000;

/** The beginning of an abstract, which may be as long as a book. */
export function summaryOf({ dataset: { abstract = '' } }: PublishedDataset): string {
  return cutText(abstract, MOST_SUMMARY);
}

/** A title for people, also where a portal wrote none, or nothing that XML can hold. */
export function titleOf({ dataset, name }: PublishedDataset): string {
  return isBlank(dataset.title) ? name : dataset.title;
}

/** Whether nothing would be seen of the text in XML. */
export function isBlank(text: string): boolean {
  return xmlText(text).trim() === '';
}

export function urnOf(identifier: string): string {
  return `urn:uuid:${identifier}`;
}
