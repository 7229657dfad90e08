import { cycleDays } from '../../code-lists.js';
import type { Dataset } from '../../dataset.js';
import { OPENED } from '../measures.js';
import type { MeasureCode } from '../measures.js';
import { missingStatements, NARROW_ATTRIBUTES, STATEMENTS } from '../statements.js';
import { waysOf } from '../ways.js';

/** Sets of datasets that the plan's figures are made of, by what their records say; the day decides on `timely` besides. */
export const SETS = [
  'opened',
  'open',
  'file',
  'readable',
  'named',
  'readable-or-api',
  'file-or-api',
  'api',
  'open-api',
  'realtime',
  'hour',
  'periodic',
  'dated',
  'timely',
  ...STATEMENTS.map(({ code }) => `lacks-${code}` as const),
  `lacks-${NARROW_ATTRIBUTES}`,
] as const;
export type SetName = (typeof SETS)[number];

/** A share by its two sets, or a number by one. */
export interface SetReading {
  readonly code: string;
  readonly numerator: SetName;
  readonly denominator?: SetName;
}

/** The readings of `measuresOn` by sets of records in place of filters, in the same order. */
export const SET_READINGS: Readonly<Record<MeasureCode, readonly [SetReading, ...SetReading[]]>> = {
  total: [
    { code: 'opened', numerator: 'opened' },
    { code: 'unconditional', numerator: 'open' },
  ],
  machine_readable: [
    { code: 'files', numerator: 'readable', denominator: 'file' },
    { code: 'named', numerator: 'named', denominator: 'file' },
    { code: 'with-api', numerator: 'readable-or-api', denominator: 'file-or-api' },
  ],
  api: [
    { code: 'opened', numerator: 'api', denominator: 'opened' },
    { code: 'unconditional', numerator: 'open-api', denominator: 'open' },
  ],
  realtime: [
    { code: 'realtime', numerator: 'realtime', denominator: 'opened' },
    { code: 'within-the-hour', numerator: 'hour', denominator: 'opened' },
  ],
  timely: [
    { code: 'all', numerator: 'timely', denominator: 'periodic' },
    { code: 'dated', numerator: 'timely', denominator: 'dated' },
  ],
};

const BIT = Object.fromEntries(SETS.map((name, place) => [name, 1 << place])) as Readonly<
  Record<SetName, number>
>;
const HOUR: ReadonlySet<string | undefined> = new Set(['realtime', 'minutely', 'hourly']);

/** The sets that a record is in, as bits by their places; all of them are sets of opened datasets (`OPENED`). */
export function setsOf(dataset: Dataset): number {
  const { visibility, updateCycle, modified } = dataset;
  if (!OPENED.includes(visibility)) return 0;
  const { ways, machineReadable } = waysOf(dataset);
  const isOpen = visibility === 'open';
  const hasFile = ways.includes('file');
  const hasApi = ways.includes('api');
  const isReadable = machineReadable.includes('any');
  const isPeriodic = updateCycle !== undefined && cycleDays(updateCycle) !== undefined;
  const isDated = isPeriodic && modified !== undefined && modified !== '';
  const lacks = missingStatements(dataset);
  const isIn: Readonly<Partial<Record<SetName, boolean>>> = {
    opened: true,
    open: isOpen,
    file: hasFile,
    readable: hasFile && isReadable,
    named: hasFile && machineReadable.includes('plan'),
    'readable-or-api': isReadable || hasApi,
    'file-or-api': hasFile || hasApi,
    api: hasApi,
    'open-api': isOpen && hasApi,
    realtime: updateCycle === 'realtime',
    hour: HOUR.has(updateCycle),
    periodic: isPeriodic,
    dated: isDated,
    timely: isDated,
  };
  let bits = 0;
  for (const name of SETS) if (isIn[name] === true) bits |= BIT[name];
  for (const statement of lacks) bits |= BIT[`lacks-${statement}`];
  return bits;
}
