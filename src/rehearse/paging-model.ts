import { type Question, questionKey } from './answer.js';
import type { RecordedPage } from './recording.js';

/** How the hub asks for pages, learnt from two of them: one number in the question moves with the place in the list. */
export interface PagingModel {
  /** Pages name the next one, so that none can take another's place. */
  readonly isLinked: boolean;
  /** Number and place in the list that a question is about; undefined for a question that is for no page. */
  read(question: Question): { readonly number: number; readonly index: number } | undefined;
  /** The text of a page with the number of the next page where it names that of its own. */
  linkTo(text: string, number: number): string;
}

interface Point {
  readonly numbers: readonly number[];
  readonly words: string;
  readonly index: number;
}

/** Undefined where the list came in one answer, or in answers that are told apart in another way. */
export function learnPaging(pages: readonly RecordedPage[]): PagingModel | undefined {
  const points = pages.map(({ question, start }) => ({ ...pointOf(question), index: start }));
  for (const [place, point] of points.entries()) {
    for (const other of points.slice(place + 1)) {
      const position = movingNumber(point, other);
      if (position !== undefined && other.index > point.index)
        return modelOf(point, other, { position, first: pages[0] });
    }
  }
  return undefined;
}

function pointOf(question: Question): Omit<Point, 'index'> {
  const key = questionKey(question);
  return { words: key.replace(/\d+/gu, '#'), numbers: (key.match(/\d+/gu) ?? []).map(Number) };
}

/** The one number in which two questions differ. */
function movingNumber(one: Point, other: Point): number | undefined {
  if (one.words !== other.words) return undefined;
  const moving = one.numbers.flatMap((number, place) => (number === other.numbers[place] ? [] : [place]));
  const [position] = moving;
  if (position === undefined || moving.length > 1) return undefined;
  // A number in a path names a file, of which there is no next one.
  const before = one.words
    .split('#')
    .slice(0, position + 1)
    .join('#');
  return before.includes('?') || before.includes('\n') ? position : undefined;
}

function modelOf(
  one: Point,
  other: Point,
  { position, first }: { readonly position: number; readonly first: RecordedPage | undefined },
): PagingModel {
  const [from, to] = [one.numbers[position] ?? 0, other.numbers[position] ?? 0];
  const step = (other.index - one.index) / (to - from);
  const before = one.words.split('#').slice(0, position + 1);
  /** What stands before the number: `page=`. */
  const label = /[^?&/{,\n"]*$/u.exec(before.join('#'))?.[0] ?? '';
  const link =
    label === '' || label.includes('#') ? undefined : new RegExp(`(?<=[?&;])${escaped(label)}\\d+`, 'gu');
  const firstKey = first && questionKey(first.question);
  return {
    isLinked: link !== undefined && first !== undefined && link.test(first.answer.body.toString()),
    read(question) {
      const { words, numbers } = pointOf(question);
      const number = numbers[position];
      if (words === one.words && number !== undefined) {
        return { number, index: Math.max(0, Math.round(one.index + (number - from) * step)) };
      }
      // The first page may be asked for without a number.
      return questionKey(question) === firstKey ? { number: from - one.index / step, index: 0 } : undefined;
    },
    linkTo: (text, number) => (link === undefined ? text : text.replaceAll(link, `${label}${number + 1}`)),
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}
