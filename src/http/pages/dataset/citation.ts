import type { PublishedDataset } from '../../../domain/published.js';
import { cutText } from '../../../serialise/plain-text.js';

export interface CitedMoment {
  /** Permanent address. */
  readonly url: string;
  /** Day on which it is cited, CCYY-MM-DD. */
  readonly today: string;
  readonly untitled: string;
}

export interface Citations {
  readonly plain: string;
  /** GB/T 7714—2015, a dataset on the web: [DS/OL]. */
  readonly gbt: string;
  readonly bibtex: string;
}

/** How a dataset is cited. What its record does not say is left out, nothing is invented. */
export function citationsOf(published: PublishedDataset, { url, today, untitled }: CitedMoment): Citations {
  const { dataset, publisher, sourceTitle } = published;
  const title = line(dataset.title) || untitled;
  const author = line(publisher.title);
  const source = line(sourceTitle);
  const date = dataset.modified ?? dataset.issued;
  const year = (dataset.issued ?? date)?.slice(0, 'CCYY'.length);
  return {
    plain: `${author}. ${title}${year === undefined ? '' : ` (${year})`}. ${source}. ${url} (${today}).`,
    gbt: `${author}. ${title}[DS/OL]. ${source}${year === undefined ? '' : `, ${year}`}${date === undefined ? '' : `(${date})`}[${today}]. ${url}.`,
    bibtex: bibtex(
      [
        ['author', `{${texText(author)}}`],
        ['title', `{${texText(title)}}`],
        ['publisher', texText(source)],
        ['year', year ?? ''],
        ['version', texText(line(dataset.version ?? ''))],
        ['url', url],
        ['urldate', today],
      ],
      dataset.identifier,
    ),
  };
}

function bibtex(entries: readonly (readonly [key: string, value: string])[], identifier: string): string {
  const lines = entries.filter(([, value]) => value !== '').map(([key, value]) => `  ${key} = {${value}}`);
  return `@misc{dataset-${identifier.slice(0, 8)},\n${lines.join(',\n')}\n}`;
}

const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}\s]+/gu;
const MOST_TEXT = 500;

/** One line of whole, visible characters. */
function line(text: string): string {
  return cutText(text.replace(INVISIBLE, ' ').trim(), MOST_TEXT);
}

const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Nothing in it is a command, nor ends the braces around it. */
function texText(text: string): string {
  return text.replace(/[\\~^{}$&#%_]/g, (character) => TEX[character] ?? `\\${character}`);
}
