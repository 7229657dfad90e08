import type { OptionFault } from './faults.js';
import { compilePlan } from './plan.js';

/**
 * What a schema cannot see in options after the merge of profile and source: expressions, selectors, patterns and
 * placeholders that mean nothing. For the configuration check; empty where a harvester can be made.
 */
export function checkPortalApiOptions(options: Readonly<Record<string, unknown>>): readonly OptionFault[] {
  const faults: OptionFault[] = [];
  compilePlan(options, (pointer, message) => {
    faults.push({ pointer, message });
  });
  return faults;
}
