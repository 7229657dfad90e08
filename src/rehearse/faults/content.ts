import type { Text } from '../../domain/dataset.js';
import { asSent, type Play } from '../answer.js';
import { BAD_RESPONSE, type Fault, type Honest } from '../fault.js';
import { toGbk } from '../gbk.js';
import { marked } from '../marked-ids.js';
import { alteringPages, NO_LIST, recordsOf } from './list.js';

/** Faults of what is said: whole answers, and wrong ones. */

const NO_IDS: Text = {
  zh: '记录的标识不原样出现在应答中',
  en: 'the ids of its records do not stand in its answers as they are',
};

function retyped(charset: string, encode: (text: string) => Buffer): Fault['prepare'] {
  return () => async (_, honest) => {
    const answer = await honest();
    if (answer.body.includes(0)) return asSent(answer);
    const mediaType = (answer.contentType ?? 'text/plain').split(';')[0] ?? '';
    return asSent({
      ...answer,
      contentType: `${mediaType}; charset=${charset}`,
      body: encode(answer.body.toString()),
    });
  };
}

/** Every text that the portal gives, records and pages alike. */
function rewriting(change: (text: string) => string): Play {
  return async (_, honest) => {
    const answer = await honest();
    if (answer.body.includes(0)) return asSent(answer);
    return asSent({ ...answer, body: Buffer.from(change(answer.body.toString())) });
  };
}

/** Years of dates such as 2024-05-06, 2024/5/6, 2024年5月 and 20240506. */
const YEAR = /(?<!\d)(?:19|20)\d\d(?=[-/年.]\d{1,2}(?!\d{2})|(?:0[1-9]|1[0-2])[0-3]\d(?!\d))/gu;

function shiftedYears(years: number): Fault['prepare'] {
  return () => rewriting((text) => text.replace(YEAR, (year) => String(Number(year) + years)));
}

export const CONTENT_FAULTS: readonly Fault[] = [
  {
    name: 'gbk-declared',
    title: { zh: '声明 GBK，实为 UTF-8', en: 'declared GBK, sent as UTF-8' },
    ends: ['complete'],
    // RDF is read as it is declared.
    endsOf: { dcat: [BAD_RESPONSE, 'complete'] },
    prepare: retyped('gbk', (text) => Buffer.from(text)),
  },
  {
    name: 'gbk-sent',
    title: { zh: '声明 UTF-8，实为 GBK', en: 'declared UTF-8, sent as GBK' },
    ends: [BAD_RESPONSE],
    // A table's charset is told by its text, whatever is declared.
    endsOf: { workbook: ['complete', BAD_RESPONSE] },
    prepare: retyped('utf-8', toGbk),
  },
  {
    name: 'dates-shifted',
    title: { zh: '记录日期提前五年', en: 'the dates of all records five years early' },
    ends: ['complete', 'held: held'],
    changesContent: true,
    prepare: shiftedYears(-5),
  },
  {
    name: 'dates-in-the-future',
    title: { zh: '记录日期在未来', en: 'dates in the future' },
    ends: ['complete', 'held: held'],
    changesContent: true,
    prepare: shiftedYears(50),
  },
  {
    name: 'half-gone',
    title: { zh: '半数记录消失', en: 'half of the records gone' },
    // A hub's positions make no sense then.
    ends: ['held: held', 'failed: source-response'],
    lasts: true,
    prepare: (honest) => halfGone(honest),
  },
  {
    name: 'ids-changed',
    title: { zh: '全部标识改变', en: 'all ids changed' },
    // Ids of hubs are UUIDs: changed ones are none.
    ends: ['held: held', 'partial'],
    lasts: true,
    prepare: ({ idsInText, remoteIds }) => {
      if (idsInText.length < remoteIds.length) return { skipped: NO_IDS };
      return rewriting((text) => marked(text, idsInText, 1));
    },
  },
];

/** Where pages are asked for by number the second half of the list is gone; else every other record of each answer is. */
function halfGone(honest: Honest): ReturnType<Fault['prepare']> {
  if (honest.pages.length === 0) return { skipped: NO_LIST };
  const all = recordsOf(honest);
  const half = Math.ceil(all.length / 2);
  const isNumbered = honest.paging?.isLinked === false;
  const kept = new Set(isNumbered ? all.slice(0, half) : all.filter((_, place) => place % 2 === 0));
  const total = { was: all.length, is: kept.size };
  return alteringPages(({ list }) =>
    list.render(
      list.records.filter((record) => kept.has(record)),
      total,
    ),
  )(honest);
}
