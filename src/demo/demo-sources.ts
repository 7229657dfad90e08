import type { DialectName } from './dialects/dialect-name.js';
import type { Habits } from './habits.js';
import { PROVINCE_NAME } from './places.js';
import type { City } from './province.js';

/** What the hub has to be told of a simulated portal: the content of a file in `config/sources/`. */
export interface DemoSource {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly profile?: string;
  readonly url: string;
  readonly schedule: string;
  /** Whose portal it is; absent for the province's own departments. */
  readonly region?: string;
  readonly network: DemoNetwork;
  readonly options: Readonly<Record<string, unknown>>;
  /** Words of this portal that mean something else elsewhere; absent when the general crosswalks suffice. */
  readonly crosswalks?: DemoCrosswalks;
}

/** What a source says of how its portal is asked. */
export interface DemoNetwork {
  readonly allowPrivate: true;
  readonly minDelayMs?: number;
  readonly concurrency?: number;
}

/** Crosswalk → the portal's word → canonical value. */
export type DemoCrosswalks = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface PortalAddress {
  readonly city: City;
  readonly url: string;
}

interface DialectSource {
  readonly kind: string;
  readonly profile?: string;
  /** Where the catalogue lies on the portal. */
  readonly path?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly network?: Omit<DemoNetwork, 'allowPrivate'>;
}

/** How each dialect is configured: most of it is left to the kind's own defaults. */
const DIALECT_SOURCES: Readonly<Record<DialectName, DialectSource>> = {
  ckan: { kind: 'ckan' },
  // The profile is gentle with a real portal, which is asked for each record; nobody minds on loopback.
  guangdong: { kind: 'portal-api', profile: 'guangdong', network: { minDelayMs: 0, concurrency: 4 } },
  'flat-list': {
    kind: 'json-list',
    path: '/open/catalog.json',
    options: { key: ['详情页网址'] },
  },
  'csv-list': { kind: 'workbook', path: '/files/catalog.csv', options: { key: ['数据集编号'] } },
  'guide-workbook': { kind: 'workbook', path: '/files/zyml.xlsx' },
  'data-json': { kind: 'data-json', path: '/data.json' },
  dcat: { kind: 'dcat', path: '/catalog.ttl' },
};

/**
 * The sources of the hub for running portals; each is due at its own minute of the night. `hasRegions`: cities are told, which
 * completes the names of publishers that portals cut short.
 */
export function demoSources(
  portals: readonly PortalAddress[],
  { hasRegions = false }: { readonly hasRegions?: boolean } = {},
): readonly DemoSource[] {
  return portals.map(({ city, url }, place) => {
    const crosswalks = crosswalksOf(city.habits);
    const { kind, profile, path = '', options = {}, network = {} } = DIALECT_SOURCES[city.dialect];
    return {
      id: city.id,
      title: city.title,
      kind,
      ...(profile === undefined ? {} : { profile }),
      url: url + path,
      schedule: `${(place * 5) % 60} 2 * * *`,
      ...(hasRegions && city.place.name !== PROVINCE_NAME && { region: city.place.name }),
      network: { allowPrivate: true, ...network },
      options,
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
