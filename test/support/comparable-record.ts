import { isAllocatedCode } from '../../src/domain/resource-code.js';

type Members = Readonly<Record<string, unknown>>;

/** What two hubs have to have in common of a record: all but what each of them gives it. */
export function comparableRecord(record: object): Members {
  const rest = without(record as Members, 'identifier', 'name', 'sourceId', 'created', 'changed', 'code');
  const { code } = record as Members;
  return {
    ...rest,
    ...(typeof code === 'string' && !isAllocatedCode(code) && { code }),
    origin: (rest['origin'] as Members)['url'],
    publisher: without(rest['publisher'] as Members, 'identifier', 'hubName'),
    distributions: (rest['distributions'] as readonly Members[]).map((each) => without(each, 'identifier')),
  };
}

function without(members: Members, ...names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));
}
