import type { DatasetLabel } from '../../pipeline/read-ports.js';
import { TITLE_PINYIN } from '../../serialise/search-document.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';

interface PackageSuggestion {
  readonly match_displayed: string;
  readonly match_field: 'name' | 'title';
  readonly name: string;
  readonly title: string;
}

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

/** Names that begin with the text, a step along their order; then titles that hold it or begin with its sounds, by the index. */
export async function packageAutocomplete(
  parameters: Parameters,
  context: ActionContext,
): Promise<readonly PackageSuggestion[]> {
  const read = createParameterReader(parameters);
  const q = read.requiredText('q');
  const limit = Math.min(read.natural('limit') ?? DEFAULT_LIMIT, MAX_LIMIT);
  read.check();
  const named = context.datasets.labels({ prefix: q.trim().toLowerCase(), limit });
  const found = new Map(named.map((label) => [label.name, suggestByName(label)]));
  for (const filter of titleFilters(q)) {
    if (found.size >= limit) break;
    for (const label of await labelled(filter, limit, context)) {
      if (found.size < limit && !found.has(label.name)) found.set(label.name, suggestByTitle(label));
    }
  }
  return [...found.values()];
}

/** Titles that hold the text, then those that sound as it is typed: all syllables, or their initials. */
function titleFilters(q: string): readonly string[] {
  const words = q.replaceAll(/["\\]/g, ' ').trim();
  const typed = words.toLowerCase().replaceAll(/[\s_'-]/g, '');
  return [
    ...(words === '' ? [] : [`title:"${words}"`]),
    ...(/^[a-z0-9]+$/.test(typed) ? [`${TITLE_PINYIN}:${typed}*`] : []),
  ];
}

async function labelled(
  filter: string,
  rows: number,
  { search }: ActionContext,
): Promise<readonly DatasetLabel[]> {
  const facets = { fields: [], limit: 0, minCount: 1 };
  const request = { q: '', fq: [filter], sort: '', start: 0, rows, facets };
  return (await search.search(request, 'labels')).labels;
}

function suggestByName({ name, title }: DatasetLabel): PackageSuggestion {
  return { match_displayed: name, match_field: 'name', name, title };
}

function suggestByTitle({ name, title }: DatasetLabel): PackageSuggestion {
  return { match_displayed: `${title} (${name})`, match_field: 'title', name, title };
}
