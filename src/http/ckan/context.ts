import type { Problem } from '../../domain/problem.js';
import type { Profile } from '../../domain/profile.js';
import { createProblemDescriber } from '../../domain/rules.js';
import { createFigures } from '../figures.js';
import type { HarvestDesk } from '../harvest-desk.js';
import type { Catalog } from '../site.js';
import { createSlices } from '../slices.js';
import type { ActionContext } from './action.js';
import { createPackageTexts } from './package-texts.js';
import { REFUSED_WRITES } from './refused-writes.js';
import type { Routes } from './route.js';

/** What the actions read, over a catalogue of the present or the past. */
export function createContext(
  { datasets, history, search, catalog, site }: Catalog,
  hub: {
    readonly profile: Profile;
    readonly version: string;
    readonly harvest: HarvestDesk;
    readonly routes: Routes;
  },
): ActionContext {
  const describe = createProblemDescriber(hub.profile);
  return {
    ...{ datasets, history, search, catalog, site },
    figures: createFigures(datasets, search),
    packages: createPackageTexts(datasets),
    slices: createSlices(),
    version: hub.version,
    harvest: hub.harvest,
    describeProblem: (problem: Problem) => describe(problem, site.languages[0] ?? 'zh').title,
    isOperator: false,
    findHelp: (name) => (hub.routes.get(name) ?? REFUSED_WRITES.get(name))?.help,
  };
}
