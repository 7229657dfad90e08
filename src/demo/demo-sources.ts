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

/** Crosswalk → the portal's word → canonical value. */
export type DemoCrosswalks = Readonly<Record<string, Readonly<Record<string, string>>>>;

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
  const crosswalks = {
    ...localWords('update-cycle', habits.cycles),
    ...localWords('open-type', habits.open),
    ...localWords('share-type', habits.share),
  };
  return Object.keys(crosswalks).length === 0 ? undefined : crosswalks;
}

const LOCAL_WORD = /^(?:\d+|[是否].*)$/;

function localWords(crosswalk: string, words: Readonly<Record<string, string>>): DemoCrosswalks {
  const entries = Object.entries(words).filter(([, word]) => LOCAL_WORD.test(word));
  if (entries.length === 0) return {};
  return { [crosswalk]: Object.fromEntries(entries.map(([value, word]) => [word, value])) };
}
