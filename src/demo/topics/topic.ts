import { DEPARTMENTS } from '../departments.js';
import type { TopicKind } from './kinds.js';

/** A subject on which departments publish, e.g. 公共停车场. */
export interface Topic {
  readonly subject: string;
  readonly kind: TopicKind;
  /** Place of its department in {@link DEPARTMENTS}. */
  readonly department: number;
  /** The fields that come on top of those of the kind. */
  readonly fields: readonly string[];
}

/** One of the 21 domains of the open-data pilot (guide §2.3), with its usual neighbours in other classifications. */
export interface Domain {
  /** ASCII slug. */
  readonly id: string;
  readonly name: string;
  /** Class of the national theme list (GB/T 21063.4). */
  readonly nationalTheme: string;
  /** Domain of the list of twelve that some portals use instead. */
  readonly shortTheme: string;
  /** Section of GB/T 4754-2017. */
  readonly industry: string;
  /** Relative frequency among the datasets of a city. */
  readonly weight: number;
  readonly topics: readonly Topic[];
}

const KIND_LETTERS: Readonly<Record<string, TopicKind>> = {
  F: 'facility',
  S: 'statistic',
  P: 'permit',
  X: 'inspection',
  M: 'monitor',
  R: 'register',
  G: 'guide',
  B: 'project',
};

/** Reads `subject|kind letter|department|fields` lines. A line with an unknown kind or department is a bug and throws. */
export function topicsOf(lines: readonly string[]): readonly Topic[] {
  return lines.map((line) => {
    const [subject = '', letter = '', departmentId = '', fields = ''] = line.split('|');
    const kind = KIND_LETTERS[letter];
    const department = DEPARTMENTS.findIndex((candidate) => candidate.id === departmentId);
    if (kind === undefined || department < 0) throw new RangeError(`bad topic: ${line}`);
    return { subject, kind, department, fields: fields.split(' ') };
  });
}
