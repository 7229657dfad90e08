import type { Problem } from '../../domain/problem.js';
import type { Figures } from '../figures.js';
import type { HarvestDesk } from '../harvest-desk.js';
import type { Parameters } from '../parameters.js';
import type { Catalog } from '../site.js';
import type { PackageTexts } from './package-texts.js';

/** What an action may read. */
export interface ActionContext extends Catalog {
  readonly figures: Figures;
  readonly packages: PackageTexts;
  /** Version of the hub's own software. */
  readonly version: string;
  /** What is harvested, for the actions of ckanext-harvest. */
  readonly harvest: HarvestDesk;
  /** A problem of a record in words. */
  readonly describeProblem: (problem: Problem) => string;
  /** The request has the operator's token; asked only for a route that says so. */
  readonly isOperator: boolean;
  /** Help text of an action, undefined when there is no such action. */
  readonly findHelp: (name: string) => string | undefined;
}

/**
 * One action of the API. Gives its result (or a promise of it), or throws one of the errors that `error-response.ts`
 * knows; any other error is a bug.
 */
export type Action = (parameters: Parameters, context: ActionContext) => unknown;

export interface Route {
  readonly action: Action;
  /** Shown by `help_show`. */
  readonly help: string;
  /** Actions that change something refuse GET. */
  readonly sideEffects: boolean;
  /** `only`: everybody else is refused. `more`: he sees more than others. Absent: a token changes nothing. */
  readonly operator?: 'only' | 'more';
}
