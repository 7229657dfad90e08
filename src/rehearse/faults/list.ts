import type { Text } from '../../domain/dataset.js';
import { asSent, type Play, type Question, questionKey } from '../answer.js';
import { BAD_RESPONSE, type Fault, type Honest, UNAVAILABLE } from '../fault.js';
import type { RecordedPage } from '../recording.js';
import { endlessList } from './endless-list.js';

/** Faults of the list: its pages are there, and not what they should be. */

export const NO_LIST: Text = {
  zh: '列表是网页或电子表格，无法逐条改动',
  en: 'its list is a page or a spreadsheet, which is not taken apart',
};

/** Answers to pages are altered; everything else is honest. */
export function alteringPages(
  alter: (page: RecordedPage, place: number, honest: Honest) => string,
): Fault['prepare'] {
  return (honest) => {
    if (honest.pages.length === 0) return { skipped: NO_LIST };
    return onPages(honest.pages, (page, place) => alter(page, place, honest));
  };
}

function onPages(
  pages: readonly RecordedPage[],
  alter: (page: RecordedPage, place: number) => string | undefined,
): Play {
  const places = new Map(pages.map(({ question }, place) => [questionKey(question), place]));
  return async (question: Question, honest) => {
    const answer = await honest();
    const place = places.get(questionKey(question));
    const page = place === undefined ? undefined : pages[place];
    if (place === undefined || page === undefined) return asSent(answer);
    const text = alter(page, place);
    if (text === undefined) return { ...asSent(answer), status: 404, body: Buffer.alloc(0) };
    return { ...asSent(answer), body: Buffer.from(text) };
  };
}

/** All records in the order of the list. */
export function recordsOf({ pages }: Honest): readonly string[] {
  return [...new Set(pages.flatMap(({ list }) => list.records))];
}

export const LIST_FAULTS: readonly Fault[] = [
  {
    name: 'repeated-page',
    title: {
      zh: '第二页又是第一页（单页时每条两次）',
      en: 'page 2 is page 1 again (of one page: each record twice)',
    },
    ends: ['complete', 'partial', 'held: held', BAD_RESPONSE],
    prepare: alteringPages(({ list, answer }, place, { pages }) => {
      const [first] = pages;
      if (pages.length === 1) return list.render(list.records.flatMap((record) => [record, record]));
      return place === 1 && first !== undefined ? first.answer.body.toString() : answer.body.toString();
    }),
  },
  {
    name: 'missing-page',
    title: { zh: '最后一页 404', en: '404 for the last page' },
    ends: ['partial', BAD_RESPONSE, UNAVAILABLE],
    // It has other ways to list what it has.
    endsOf: { ckan: ['complete', 'partial', BAD_RESPONSE, UNAVAILABLE] },
    prepare: ({ pages }) => {
      if (pages.length === 0) return { skipped: NO_LIST };
      return onPages(pages, ({ answer }, place) =>
        place === pages.length - 1 ? undefined : answer.body.toString(),
      );
    },
  },
  {
    name: 'empty-page',
    title: { zh: '最后一页为空列表', en: 'an empty list on the last page' },
    ends: ['partial', 'complete', 'held: held', 'aborted: empty-gather', BAD_RESPONSE],
    prepare: alteringPages(({ list, answer }, place, { pages }) =>
      place === pages.length - 1 ? list.render([]) : answer.body.toString(),
    ),
  },
  {
    name: 'empty-list',
    title: { zh: '列表全空', en: 'an empty list' },
    ends: ['aborted: empty-gather', BAD_RESPONSE],
    prepare: (honest) => {
      const was = recordsOf(honest).length;
      return alteringPages(({ list }) => list.render([], { was, is: 0 }))(honest);
    },
  },
  {
    name: 'shuffled-pages',
    title: { zh: '页与页内记录的次序颠倒', en: 'pages and their records in another order' },
    ends: ['complete', 'partial', BAD_RESPONSE],
    prepare: alteringPages(({ list }, place, { pages, paging }) => {
      // A page that names the next one stays in its place.
      const other = paging?.isLinked === false ? pages.length - 1 - place : place;
      return list.render((pages[other]?.list ?? list).records.toReversed());
    }),
  },
  {
    name: 'endless-list',
    title: { zh: '列表没有尽头，每页都是新记录', en: 'a list without an end, each page full of new records' },
    ends: [BAD_RESPONSE],
    maxPages: 50,
    prepare: (honest) => (honest.pages.length === 0 ? { skipped: NO_LIST } : endlessList(honest)),
  },
];
