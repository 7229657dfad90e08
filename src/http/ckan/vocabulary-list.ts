/** All tags of the hub are free. */
export function vocabularyList(): readonly never[] {
  return [];
}
