/** What a portal does wrong, beyond the faults of its records. */
export type MisbehaviourKind =
  /** Waits `delayMs` before each answer. */
  | 'slow'
  /** Answers 500 with an HTML page. */
  | 'status-500'
  /** Sends the first half of the JSON and ends the answer as if it were whole. */
  | 'cut-json'
  /** Sends the first half of the announced bytes and drops the connection. */
  | 'cut-connection'
  /** Answers an HTML page with 200. */
  | 'html'
  /** Answers 200 with no bytes at all. */
  | 'empty'
  /** Answers rightly, but as if the catalogue had no dataset. */
  | 'empty-catalogue'
  /** Lists only the first part (`share`) of the catalogue. */
  | 'shrunk'
  /** Records vanish from the front of the list between two requests for it, and come back after the next. */
  | 'shifting'
  /** Redirects to `location`, by default an address of a private network. */
  | 'redirect-private'
  /** The request for a single dataset is answered with zero bytes for a `share` of them, always the same ones. */
  | 'zero-byte-show'
  /** Sends JSON that does not end before `bytes` (by default 300 MB; `Infinity` in-process: never). */
  | 'endless'
  /** Answers 429 with Retry-After. */
  | 'too-many-requests'
  /** A `share` of the records stands twice in a catalogue that is one file. */
  | 'listed-twice'
  /** Behind a `share` of the records stands something that is none, in a catalogue that is one file. */
  | 'broken-records';

export const MISBEHAVIOUR_KINDS: readonly MisbehaviourKind[] = [
  'slow',
  'status-500',
  'cut-json',
  'cut-connection',
  'html',
  'empty',
  'empty-catalogue',
  'shrunk',
  'shifting',
  'redirect-private',
  'zero-byte-show',
  'endless',
  'too-many-requests',
  'listed-twice',
  'broken-records',
];

export interface Misbehaviour {
  readonly kind: MisbehaviourKind;
  /** Only these actions are affected; the default is all that the kind can concern. */
  readonly actions?: readonly string[];
  /** So many affected requests are answered well first; the default is 0. */
  readonly after?: number;
  /** So many are then answered badly; the default is without end. */
  readonly times?: number;
  readonly delayMs?: number;
  readonly location?: string;
  readonly share?: number;
  readonly bytes?: number;
  /** By how many records the list shifts; the default is 1. */
  readonly step?: number;
}

/** The actions, of CKAN and of the Guangdong family, that a kind concerns when none are named; the others concern all. */
const OWN_ACTIONS: Readonly<Partial<Record<MisbehaviourKind, readonly string[]>>> = {
  shifting: ['package_search', 'package_list', 'current_package_list_with_resources', 'findPageBySearch'],
  'zero-byte-show': ['package_show', 'selectDataCatalogByResId'],
};

const NUMBER_KEYS = ['after', 'times', 'delayMs', 'share', 'bytes', 'step'] as const;

/** Reads a misbehaviour from a control request: null switches it off. Returns the mistake as text if there is one. */
export function parseMisbehaviour(value: unknown): Misbehaviour | null | string {
  if (value === null) return null;
  if (typeof value !== 'object') return 'expected an object or null';
  const given = value as Readonly<Record<string, unknown>>;
  const kind = MISBEHAVIOUR_KINDS.find((candidate) => candidate === given['kind']);
  if (kind === undefined) return `kind must be one of ${MISBEHAVIOUR_KINDS.join(', ')}`;
  const { actions, location } = given;
  if (actions !== undefined && !isTextList(actions)) return 'actions must be a list of names';
  if (location !== undefined && typeof location !== 'string') return 'location must be a string';
  const wrong = NUMBER_KEYS.find((key) => given[key] !== undefined && !isAmount(given[key]));
  if (wrong !== undefined) return `${wrong} must be a number from 0 on`;
  const numbers = Object.fromEntries(
    NUMBER_KEYS.filter((key) => given[key] !== undefined).map((key) => [key, Number(given[key])]),
  );
  return {
    kind,
    ...(actions === undefined ? {} : { actions }),
    ...(location === undefined ? {} : { location }),
    ...numbers,
  };
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && value >= 0;
}

/** Counts the requests that a misbehaviour concerns and says which of them it spoils. */
export class MisbehaviourSwitch {
  #current: Misbehaviour | null = null;
  #seen = 0;

  get current(): Misbehaviour | null {
    return this.#current;
  }

  /** Switches to another misbehaviour, or to none; the counting starts anew. */
  set(misbehaviour: Misbehaviour | null): void {
    this.#current = misbehaviour;
    this.#seen = 0;
  }

  /** The misbehaviour for the next request of an action, with the number of requests spoilt before it. */
  next(action: string): { readonly misbehaviour: Misbehaviour; readonly turn: number } | undefined {
    const misbehaviour = this.#current;
    if (misbehaviour === null) return undefined;
    const actions = misbehaviour.actions ?? OWN_ACTIONS[misbehaviour.kind];
    if (actions?.includes(action) === false) return undefined;
    const turn = this.#seen - (misbehaviour.after ?? 0);
    this.#seen += 1;
    return turn >= 0 && turn < (misbehaviour.times ?? Infinity) ? { misbehaviour, turn } : undefined;
  }
}
