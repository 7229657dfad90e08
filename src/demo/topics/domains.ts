import { weighted } from '../random.js';
import type { Weighted } from '../random.js';
import { ECONOMY_DOMAINS } from './economy.js';
import { SOCIETY_DOMAINS } from './society.js';
import { TERRITORY_DOMAINS } from './territory.js';
import type { Domain } from './topic.js';

/** The 21 domains of the pilot plan with a few hundred subjects. */
export const DOMAINS = [...SOCIETY_DOMAINS, ...ECONOMY_DOMAINS, ...TERRITORY_DOMAINS];

export const DOMAIN_TABLE = weighted(DOMAINS.map((domain) => [domain, domain.weight]));

/** The domains with the subjects of one department only, by how many it has of each. */
export function domainsOf(department: number): Weighted<Domain> {
  const own = DOMAINS.map((domain) => ({
    ...domain,
    topics: domain.topics.filter((topic) => topic.department === department),
  })).filter(({ topics }) => topics.length > 0);
  return weighted(own.map((domain) => [domain, domain.topics.length]));
}
