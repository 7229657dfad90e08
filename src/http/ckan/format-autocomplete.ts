import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';

const DEFAULT_LIMIT = 5;

/** In lower case; formats that differ in case only are one. */
export async function formatAutocomplete(
  parameters: Parameters,
  { figures }: ActionContext,
): Promise<readonly string[]> {
  const read = createParameterReader(parameters);
  const q = read.requiredText('q').toLowerCase();
  const limit = read.natural('limit') ?? DEFAULT_LIMIT;
  read.check();
  const counts = new Map<string, number>();
  for (const [format, count] of await figures.formats()) {
    const lower = format.toLowerCase();
    if (lower.includes(q)) counts.set(lower, (counts.get(lower) ?? 0) + count);
  }
  const sorted = [...counts].sort(
    ([one, first], [other, second]) => second - first || (one < other ? -1 : 1),
  );
  return sorted.slice(0, limit).map(([format]) => format);
}
