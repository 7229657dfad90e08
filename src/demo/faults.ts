import { mix } from './random.js';

/** The faults of the province's records, each at a stated share of all records. */
export type Fault =
  | 'empty-title'
  | 'missing-organization'
  | 'wrong-uscc'
  | 'future-date'
  | 'unknown-update-cycle'
  | 'not-open-without-basis'
  | 'overdue'
  | 'python-format-list'
  | 'word-for-nothing'
  | 'html-notes'
  | 'mobile-contact'
  | 'duplicate-title'
  | 'classified'
  | 'lone-surrogate'
  | 'undefined-tags'
  | 'silent-change';

interface FaultProfile {
  readonly rate: number;
  readonly description: string;
}

export const FAULTS: Readonly<Record<Fault, FaultProfile>> = {
  'empty-title': { rate: 0.003, description: 'the title is empty' },
  'missing-organization': { rate: 0.004, description: 'organization and owner_org are null' },
  'wrong-uscc': { rate: 0.01, description: 'the provider code has a wrong check character' },
  'future-date': { rate: 0.006, description: 'the publication date lies years ahead' },
  'unknown-update-cycle': { rate: 0.008, description: 'the update cycle is a word of no list' },
  'not-open-without-basis': { rate: 0.01, description: 'not open, and no legal basis is given' },
  overdue: { rate: 0.08, description: 'a periodic dataset that is more than three periods late' },
  'python-format-list': { rate: 0.03, description: "formats as Python text: ['xls', 'xml']" },
  'word-for-nothing': { rate: 0.05, description: 'industry, volume and range say 暂无' },
  'html-notes': { rate: 0.04, description: 'the description is HTML' },
  'mobile-contact': { rate: 0.006, description: 'a (fictitious) mobile number as contact' },
  'duplicate-title': {
    rate: 0.015,
    description: 'the title of another district’s dataset, with no place in it',
  },
  classified: { rate: 0.0004, description: 'marked 涉密; a hub has to refuse it' },
  'lone-surrogate': { rate: 0.0005, description: 'half of a surrogate pair ends the description' },
  'undefined-tags': { rate: 0.008, description: 'the only tag is the word undefined' },
  'silent-change': { rate: 0.02, description: 'metadata_modified stays when the content changes' },
};

export const FAULT_NAMES = Object.keys(FAULTS) as readonly Fault[];

const THRESHOLDS = new Map(
  FAULT_NAMES.map((fault, place) => [
    fault,
    { limit: FAULTS[fault].rate * 0x1_0000_0000, salt: 0xfa00 + place },
  ]),
);

/** Whether the dataset with this key has the fault; faults are independent of each other. */
export function hasFault(key: number, fault: Fault): boolean {
  const threshold = THRESHOLDS.get(fault);
  return threshold !== undefined && mix(key, threshold.salt) < threshold.limit;
}
