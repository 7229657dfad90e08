import type { ServerResponse } from 'node:http';
import type { SeededRandom } from './seeded-random.js';

/** A dataset as the portal's search knows it; times are milliseconds since 1970. */
interface Entry {
  readonly id: string;
  readonly title: string;
  readonly notes: string;
  readonly created: number;
  /** What the portal says of its last change. */
  readonly modified: number;
}

/** What an honest portal may do as well, and none of it is a lie. */
export interface Habits {
  /** Minutes until the search knows of a change. */
  readonly lag?: number;
  /** It is edited between any two requests. */
  readonly isBusy?: true;
  /** The name of its organization changes, and no dataset with it. */
  readonly renames?: true;
  /** Counters and addresses of files change everywhere, and no date with them. */
  readonly counts?: true;
  /** What was withdrawn comes back as it was. */
  readonly revives?: true;
  readonly isFlaky?: true;
  /** It answers a question again as it did, for less than an hour: after longer, incremental runs do lose changes. */
  readonly caches?: true;
}

/** How it answers when it is asked for what was changed since a time. */
export interface Lie {
  /** What it lists of all. */
  readonly filter?: (all: readonly Entry[], since: number, random: SeededRandom) => readonly Entry[];
  /** What it writes as the date of a change. */
  readonly stamp?: (now: number, before: Entry | undefined) => number;
}

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = 24 * HOUR;

function honestly(all: readonly Entry[], since: number): readonly Entry[] {
  return all.filter(({ modified }) => modified >= since);
}

export const LIES: Readonly<Record<string, Lie>> = {
  'lists nothing': { filter: () => [] },
  'lists a random half': {
    filter: (all, since, random) => honestly(all, since).filter(() => random.below(2) === 0),
  },
  'lists always the same half': {
    filter: (all, since) => honestly(all, since).filter(({ id }) => Number(id.slice(1)) % 2 === 0),
  },
  'ignores new ones': {
    filter: (all, since) => honestly(all, since).filter(({ created }) => created < since),
  },
  'lists one at most': { filter: (all, since) => honestly(all, since).slice(0, 1) },
  'dates no edit': { stamp: (now, before) => before?.modified ?? now },
  'filters by the date of creation': {
    filter: (all, since) => all.filter(({ created }) => created >= since),
  },
  'begins with the next day': {
    filter: (all, since) => honestly(all, Math.ceil(since / DAY) * DAY),
  },
  'dates five hours back': { stamp: (now) => now - 5 * HOUR },
};

/** A CKAN that lives by the clock of a test, answers what it is asked for, and knows what it hid. */
export class DatedPortal {
  readonly #random: SeededRandom;
  readonly #habits: Habits;
  readonly #lie: Lie;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();
  readonly #withdrawn: Entry[] = [];
  /** Id → when somebody last wrote something new about it. */
  readonly #written = new Map<string, number>();
  readonly #pending: { readonly at: number; readonly id: string; readonly entry: Entry | undefined }[] = [];
  readonly #cache = new Map<string, { readonly until: number; readonly body: string }>();
  #listed: readonly Entry[] = [];
  #told = new Set<string>();
  #count = 0;
  #edits = 0;
  #views = 0;
  #organization = 1;

  constructor(options: {
    readonly random: SeededRandom;
    readonly habits: Habits;
    readonly lie?: Lie;
    readonly now: () => number;
  }) {
    this.#random = options.random;
    this.#habits = options.habits;
    this.#lie = options.lie ?? {};
    this.#now = options.now;
    for (let each = 0; each < 12; each += 1) this.#create();
  }

  /** Some hours of work at the portal. */
  live(): void {
    const { renames, counts, caches, revives } = this.#habits;
    for (let each = this.#random.below(4); each > 0; each -= 1) this.#work();
    if (renames && this.#random.below(2) === 0) this.#organization += 1;
    if (counts) this.#views += 1;
    const back = revives && this.#random.below(2) === 0 ? this.#withdrawn.shift() : undefined;
    if (back !== undefined) this.#put(back.id, back);
    if (caches && this.#random.below(2) === 0) this.#cache.clear();
  }

  /** The next run begins: what it is told is another run's no more. */
  forgetTold(): void {
    this.#told = new Set();
  }

  /** What was written since a time, is listed now, and was not told to who asked for changes. */
  hiddenSince(since: number): readonly string[] {
    return [...this.#entries.keys()].filter(
      (id) => (this.#written.get(id) ?? 0) >= since && !this.#told.has(id),
    );
  }

  /** Answers `package_search`; all else is not found. */
  answer(url: URL, response: ServerResponse): void {
    if (this.#habits.isBusy) this.#work();
    if (!url.pathname.endsWith('/package_search')) {
      response.writeHead(404, { 'Content-Type': 'application/json' }).end('{"success": false}');
      return;
    }
    if (this.#habits.isFlaky && this.#random.below(8) === 0) {
      response.writeHead(500).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(this.#body(url));
  }

  #body(url: URL): string {
    const known = this.#cache.get(url.search);
    if (known !== undefined && known.until > this.#now()) return known.body;
    const body = this.#search(url.searchParams);
    if (this.#habits.caches) this.#cache.set(url.search, { until: this.#now() + 50 * MINUTE, body });
    return body;
  }

  #search(parameters: URLSearchParams): string {
    this.#index();
    const start = Number(parameters.get('start'));
    const since = /metadata_modified:\[(\S+)Z TO \*\]/.exec(parameters.get('fq') ?? '')?.[1];
    const all = [...this.#entries.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
    const { filter = honestly } = this.#lie;
    if (since === undefined) this.#listed = all;
    // A lie is the same on all pages.
    else if (start === 0 || this.#lie.filter === undefined)
      this.#listed = filter(all, Date.parse(`${since}Z`), this.#random);
    const page: unknown[] = this.#listed.slice(start, start + Number(parameters.get('rows')));
    if (since !== undefined) for (const { id } of page as Entry[]) this.#told.add(id);
    const results = (page as Entry[]).map((entry): unknown => this.#package(entry));
    if (this.#habits.isFlaky && this.#random.below(8) === 0) results[0] = { title: '半条记录' };
    return JSON.stringify({ success: true, result: { count: this.#listed.length, results } });
  }

  #package({ id, title, notes, created, modified }: Entry): object {
    const views = this.#habits.counts ? this.#views : 0;
    return {
      ...{ id, name: id, title, notes, type: 'dataset', state: 'active', private: false },
      metadata_created: isoOf(created),
      metadata_modified: isoOf(modified),
      organization: {
        id: 'org',
        name: `org-${this.#organization}`,
        title: `江城市第${this.#organization}局`,
      },
      groups: [{ name: 'g', title: '交通运输' }],
      extras: [{ key: '浏览次数', value: String(views) }],
      tracking_summary: { total: views },
      resources: [{ id: `${id}-r`, format: 'CSV', url: `https://files-${views}.example.org/${id}.csv` }],
    };
  }

  #work(): void {
    const task = this.#random.below(5);
    const known = [...this.#entries.keys()];
    const id = this.#random.pick(known);
    if (task < 2) this.#create();
    else if (task < 4 || known.length < 8 || this.#habits.caches) this.#edit(id);
    else this.#withdraw(id);
  }

  #create(): void {
    this.#count += 1;
    const [id, now] = [`d${String(this.#count).padStart(4, '0')}`, this.#now()];
    const { stamp = () => now } = this.#lie;
    const modified = stamp(now, undefined);
    this.#write({ id, title: `停车场 ${id}`, notes: '名称、地址和泊位数。', created: modified, modified });
  }

  #edit(id: string): void {
    const before = this.#latest(id);
    if (before === undefined) return;
    this.#edits += 1;
    const now = this.#now();
    const { stamp = () => now } = this.#lie;
    const words = this.#random.below(2) === 0 ? { title: `停车场 ${id}，第 ${this.#edits} 版` } : {};
    this.#write({ ...before, notes: `第 ${this.#edits} 次修订。`, ...words, modified: stamp(now, before) });
  }

  #write(entry: Entry): void {
    this.#written.set(entry.id, this.#now());
    this.#put(entry.id, entry);
  }

  #withdraw(id: string): void {
    const entry = this.#latest(id);
    if (entry === undefined) return;
    this.#withdrawn.push(entry);
    this.#put(id, undefined);
  }

  #latest(id: string): Entry | undefined {
    const waiting = this.#pending.findLast((each) => each.id === id);
    return waiting === undefined ? this.#entries.get(id) : waiting.entry;
  }

  #put(id: string, entry: Entry | undefined): void {
    const lag = this.#habits.lag ?? 0;
    this.#pending.push({ at: this.#now() + lag * MINUTE, id, entry });
    this.#index();
  }

  #index(): void {
    while (this.#pending[0] !== undefined && this.#pending[0].at <= this.#now()) {
      const { id, entry } = this.#pending.shift()!;
      if (entry === undefined) this.#entries.delete(id);
      else this.#entries.set(id, entry);
    }
  }
}

/** Naive UTC with microseconds, as CKAN writes it. */
function isoOf(time: number): string {
  return new Date(time).toISOString().replace('Z', '000');
}
