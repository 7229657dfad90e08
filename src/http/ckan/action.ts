import type { Problem } from '../../domain/problem.js';
import type { Figures } from '../figures.js';
import type { HarvestDesk } from '../harvest-desk.js';
import type { Parameters } from '../parameters.js';
import type { Catalog } from '../site.js';
import type { Slices } from '../slices.js';
import type { PackageTexts } from './package-texts.js';

/** What an action may read. */
export interface ActionContext extends Catalog {
  readonly figures: Figures;
  readonly packages: PackageTexts;
  /** For work that is too long for one turn of the event loop. */
  readonly slices: Slices;
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

/** What an action reads; the texts of `help_show` and the OpenAPI description are made from it. */
export interface ActionParameter {
  readonly name: string;
  readonly type: 'text' | 'integer' | 'boolean' | 'list' | 'object';
  readonly description: string;
  readonly required: boolean;
}

/** How an action pages, for the `Link` header. */
export interface Paging {
  readonly size: 'limit' | 'rows';
  readonly offset: 'offset' | 'start';
  /** Items a page where the caller does not say; absent: all of them. */
  readonly usual?: number;
  /** A larger size is cut to this. */
  readonly most?: (parameters: Parameters) => number;
  /** Items on all pages, where the answer says it; without it a full page has a next one. */
  readonly total?: (
    result: unknown,
    context: ActionContext,
  ) => number | undefined | Promise<number | undefined>;
}

export interface Route {
  readonly action: Action;
  /** Shown by `help_show`. */
  readonly help: string;
  /** Actions that change something refuse GET. */
  readonly sideEffects: boolean;
  /** What it does, in one sentence. */
  readonly summary?: string;
  readonly parameters?: readonly ActionParameter[];
  readonly paging?: Paging;
  /** The part of the description that it stands in. */
  readonly subject?: string;
  /**
   * How it answers of earlier times. `state`: it is given the catalogue of that time and knows nothing of it; `itself`: it
   * reads `as_of`, since what it needs of the past is found at once. Absent: of the present only.
   */
  readonly asOf?: 'state' | 'itself';
  /** Its answer follows from the published catalogue and the request, so that it can be revalidated by an `ETag`. */
  readonly revalidates?: boolean;
  /** `only`: everybody else is refused. `more`: he sees more than others. Absent: a token changes nothing. */
  readonly operator?: 'only' | 'more';
}
