/** The robots.txt of one origin as it was found; without text where there is none that forbids anything. */
export interface KeptRobots {
  readonly fetchedAt: Date;
  readonly text: string;
}

/** Keeps them by origin, for all sources, so that a day's harvests ask each origin once. */
export interface RobotsStore {
  find(origin: string): Promise<KeptRobots | undefined>;
  keep(origin: string, robots: KeptRobots): Promise<void>;
}

/** For one look at a portal that leaves nothing behind. */
export function createMemoryRobotsStore(): RobotsStore {
  const kept = new Map<string, KeptRobots>();
  return {
    find: (origin) => Promise.resolve(kept.get(origin)),
    keep: (origin, robots) => {
      kept.set(origin, robots);
      return Promise.resolve();
    },
  };
}
