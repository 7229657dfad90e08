import { number } from './say.js';

/** Programs read this sentence off CKAN's pages, whatever their language. */
export function foundInEnglish(count: number): string {
  return `${number(count)} ${nounFor(count)}`;
}

/** The same for the head of a page, which they meet first: they take the digits before the words for the number. */
export function plainFound(count: number): string {
  return `${count} ${nounFor(count)}`;
}

function nounFor(count: number): string {
  return count === 1 ? 'dataset found' : 'datasets found';
}
