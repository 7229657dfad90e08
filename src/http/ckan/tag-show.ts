import { NotFoundError } from '../../domain/errors.js';
import { stableId } from '../../serialise/ckan/stable-id.js';
import { wellFormedJson } from '../../serialise/plain-text.js';
import { JsonText } from '../json-text.js';
import { createParameterReader, readBoolean } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';

interface TagDict {
  readonly display_name: string;
  readonly id: string;
  readonly name: string;
  readonly vocabulary_id: null;
}

const TAG_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Ids computed in one turn of the event loop: some two milliseconds. */
const SLICE = 1000;
const MAX_PACKAGES = 1000;

export async function tagShow(parameters: Parameters, context: ActionContext): Promise<unknown> {
  const read = createParameterReader(parameters);
  const id = read.requiredText('id');
  const vocabulary = read.text('vocabulary_id');
  read.check();
  const packages = readBoolean(parameters, 'include_datasets', false);
  const name = vocabulary === undefined ? await findName(id, context) : undefined;
  if (name === undefined) throw new NotFoundError('Not found');
  const tag = toTagDict(name);
  return packages ? await withPackages(tag, context) : tag;
}

export function toTagDict(name: string): TagDict {
  return { display_name: name, id: stableId('tag', name), name, vocabulary_id: null };
}

/** An id is a hash of the name: nothing leads back but hashing the names. */
async function findName(id: string, { figures, slices }: ActionContext): Promise<string | undefined> {
  const names = await figures.tags();
  if (names.includes(id)) return id;
  if (!TAG_ID.test(id)) return undefined;
  for (let start = 0; start < names.length; start += SLICE) {
    const slice = names.slice(start, start + SLICE);
    const name = await slices(() => slice.find((candidate) => stableId('tag', candidate) === id));
    if (name !== undefined) return name;
  }
  return undefined;
}

async function withPackages(tag: TagDict, { search }: ActionContext): Promise<JsonText> {
  const bytes = await search.packages({
    q: '',
    fq: [`tags:"${tag.name}"`],
    sort: '',
    start: 0,
    rows: MAX_PACKAGES,
    facets: { fields: [], limit: 0, minCount: 1 },
  });
  const opening = wellFormedJson(tag).slice(0, -1);
  return new JsonText(Buffer.concat([Buffer.from(`${opening}, "packages": `), bytes, Buffer.from('}')]));
}
