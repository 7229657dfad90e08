import type { Action, ActionParameter, Paging, Route } from './action.js';

export type Routes = ReadonlyMap<string, Route>;
export type NamedRoute = readonly [name: string, route: Route];

export const AS_OF = 'as_of';

interface RouteOptions {
  readonly paging?: Paging;
  /** See `Route.asOf`; the parameter is added to the others. */
  readonly asOf?: 'state' | 'itself';
  /** False where the answer is made of more than the published catalogue. */
  readonly revalidates?: boolean;
}

/** One line of the table: an action that changes nothing, with what it does and what it reads. */
export function read(
  name: string,
  action: Action,
  summary: string,
  parameters: readonly ActionParameter[] = [],
  options: RouteOptions = {},
): NamedRoute {
  const { revalidates = true, paging, asOf } = options;
  const taken = asOf === undefined ? parameters : [...parameters, AS_OF_PARAMETER];
  const help = [summary, ...taken.map(helpLine)].join('\n');
  const route = {
    ...{ action, help, sideEffects: false, summary, parameters: taken, revalidates },
    ...(paging !== undefined && { paging }),
    ...(asOf !== undefined && { asOf }),
  };
  return [name, route];
}

function helpLine({ name, type, required, description }: ActionParameter): string {
  return `- ${name} (${type}${required ? ', required' : ''}): ${description}`;
}

export function text(name: string, description: string): ActionParameter {
  return { name, type: 'text', description, required: false };
}

const AS_OF_PARAMETER = text(
  AS_OF,
  'the catalogue as it was then: a position of the change log, a day (to its end in the time zone of the hub) or a moment in ISO 8601 (UTC unless told)',
);

export function list(name: string, description: string): ActionParameter {
  return { name, type: 'list', description, required: false };
}

export function object(name: string, description: string): ActionParameter {
  return { name, type: 'object', description, required: false };
}

export function integer(name: string, description: string): ActionParameter {
  return { name, type: 'integer', description, required: false };
}

export function flag(name: string, description: string, usual: boolean): ActionParameter {
  return { name, type: 'boolean', description: `${description}; ${usual} unless told`, required: false };
}

export function required(parameter: ActionParameter): ActionParameter {
  return { ...parameter, required: true };
}

/** The id or the name of a thing, as almost every action takes it. */
export function idOf(thing: string): ActionParameter {
  return required(text('id', `the id or the name of the ${thing}`));
}

export function limit(usual: string): ActionParameter {
  return integer('limit', `how many at most; ${usual}`);
}

export const OFFSET = integer('offset', 'how many to leave out at the start');
