import { GUIDE_CYCLES, GUIDE_OPEN, GUIDE_SHARE } from './guide-words.js';
import type { Habits } from './habits.js';
import type { City } from './province.js';

/** What the hub has to be told of a simulated portal: the content of a file in `config/sources/`. */
export interface DemoSource {
  readonly id: string;
  readonly title: string;
  readonly kind: 'ckan';
  readonly url: string;
  readonly schedule: string;
  readonly network: { readonly allowPrivate: true };
  readonly options: Readonly<Record<string, unknown>>;
  /** Words of this portal that mean something else elsewhere; absent when the general crosswalks suffice. */
  readonly crosswalks?: DemoCrosswalks;
}

/** The portal's word → the guide's word. */
export interface DemoCrosswalks {
  readonly updateCycle?: Readonly<Record<string, string>>;
  readonly openType?: Readonly<Record<string, string>>;
  readonly shareType?: Readonly<Record<string, string>>;
}

interface PortalAddress {
  readonly city: City;
  readonly url: string;
}

/** The sources of the hub for running portals; each is due at its own minute of the night. */
export function demoSources(portals: readonly PortalAddress[]): readonly DemoSource[] {
  return portals.map(({ city, url }, place) => {
    const crosswalks = crosswalksOf(city.habits);
    return {
      id: city.id,
      title: city.title,
      kind: 'ckan',
      url,
      schedule: `${(place * 5) % 60} 2 * * *`,
      network: { allowPrivate: true },
      options: {},
      ...(crosswalks === undefined ? {} : { crosswalks }),
    };
  });
}

/** Codes in digits, and 是/否 for the open type, mean something only to the portal that uses them. */
function crosswalksOf(habits: Habits): DemoCrosswalks | undefined {
  const cycles = inverse(habits.cycles, GUIDE_CYCLES);
  const opens = inverse(habits.open, GUIDE_OPEN);
  const shares = inverse(habits.share, GUIDE_SHARE);
  const crosswalks = {
    ...(cycles === undefined ? {} : { updateCycle: cycles }),
    ...(opens === undefined ? {} : { openType: opens }),
    ...(shares === undefined ? {} : { shareType: shares }),
  };
  return Object.keys(crosswalks).length === 0 ? undefined : crosswalks;
}

const LOCAL_WORD = /^(?:\d+|[是否].*)$/;

function inverse<K extends string>(
  words: Readonly<Record<K, string>>,
  guide: Readonly<Record<K, string>>,
): Readonly<Record<string, string>> | undefined {
  const keys = (Object.keys(words) as K[]).filter((key) => LOCAL_WORD.test(words[key]));
  if (keys.length === 0) return undefined;
  return Object.fromEntries(keys.map((key) => [words[key], guide[key]]));
}
