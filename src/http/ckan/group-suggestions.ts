import { soundsLike } from '../../serialise/pinyin.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ListedGroup } from './group-listing.js';

export interface GroupSuggestion {
  readonly id: string;
  readonly name: string;
  readonly title: string;
}

const DEFAULT_LIMIT = 20;

/** `organization_autocomplete` and `group_autocomplete`: a part of the name or the title, or how the title sounds. */
export function suggestGroups(
  parameters: Parameters,
  listed: readonly ListedGroup[],
): readonly GroupSuggestion[] {
  const read = createParameterReader(parameters);
  const q = read.requiredText('q').toLowerCase();
  const limit = read.natural('limit') ?? DEFAULT_LIMIT;
  read.check();
  return listed
    .filter(
      ({ group }) =>
        [group.name, group.title].some((text) => text.toLowerCase().includes(q)) ||
        soundsLike(group.title, q),
    )
    .slice(0, limit)
    .map(({ group: { id, name, title } }) => ({ id, name, title }));
}
