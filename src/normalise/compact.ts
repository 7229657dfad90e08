/** The object without its undefined members, in the same order; undefined where nothing is left. */
export function compact<T extends object>(members: { readonly [K in keyof T]: T[K] | undefined }):
  T | undefined {
  const object: Record<string, unknown> = {};
  let empty = true;
  for (const key in members) {
    const value = members[key];
    if (value === undefined) continue;
    object[key] = value;
    empty = false;
  }
  return empty ? undefined : (object as T);
}

/** The list, or undefined for an empty one: an element without a value is absent. */
export function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
