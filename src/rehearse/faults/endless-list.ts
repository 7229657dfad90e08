import { asSent, type Play, type Question } from '../answer.js';
import type { Honest } from '../fault.js';
import { marked } from '../marked-ids.js';
import type { RecordedPage } from '../recording.js';

const MARKER = '"@@the records@@"';
const FURTHER = 10;

/** Page after page of records that were never seen; a list in one answer is an answer without an end. */
export function endlessList(honest: Honest): Play {
  const { pages, paging } = honest;
  const [first] = pages;
  if (first === undefined) throw new RangeError('an endless list is made of pages');
  const records = [...new Set(pages.flatMap(({ list }) => list.records))];
  /** The list goes on after its end with its records under new ids. */
  const recordAt = (index: number): string => {
    const record = records[index % records.length] ?? '';
    const round = Math.floor(index / records.length);
    return round === 0 ? record : marked(record, honest.idsInText, round);
  };
  return async (question, ask) => {
    const place = paging?.read(question);
    if (paging !== undefined && place !== undefined) {
      const { list, answer } = first;
      const window = list.records.map((_, offset) => recordAt(place.index + offset));
      const is = place.index + window.length * FURTHER;
      const text = paging.linkTo(list.render(window, { was: records.length, is }), place.number);
      return { ...asSent(answer), body: Buffer.from(text) };
    }
    if (paging === undefined && isPage(question, pages)) {
      return { ...asSent(first.answer), body: endlessBody(first, recordAt), manner: 'unmeasured' };
    }
    return asSent(await ask());
  };
}

function isPage(question: Question, pages: readonly RecordedPage[]): boolean {
  return pages.some((page) => page.question.path === question.path);
}

function* endlessBody({ list }: RecordedPage, recordAt: (index: number) => string): Generator<Buffer> {
  const [head = '', tail] = list.render([MARKER]).split(MARKER);
  // Without the marker nothing can stand in its place: then the records go on after the end of the text.
  yield Buffer.from(tail === undefined ? '' : head);
  for (let index = 0; ; index += 1) {
    yield Buffer.from(`${index === 0 ? '' : list.between}${recordAt(index)}`);
  }
}
