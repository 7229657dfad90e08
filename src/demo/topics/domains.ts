import { weighted } from '../random.js';
import { ECONOMY_DOMAINS } from './economy.js';
import { SOCIETY_DOMAINS } from './society.js';
import { TERRITORY_DOMAINS } from './territory.js';

/** The 21 domains of the pilot plan with a few hundred subjects. */
export const DOMAINS = [...SOCIETY_DOMAINS, ...ECONOMY_DOMAINS, ...TERRITORY_DOMAINS];

export const DOMAIN_TABLE = weighted(DOMAINS.map((domain) => [domain, domain.weight]));
