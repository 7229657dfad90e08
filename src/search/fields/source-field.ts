import type { ExactField } from './exact-field.js';

/** The title of the source that a dataset comes from. It is the store's, and may change without any dataset doing so. */
export const SOURCE_TITLE = 'harvest_source_title';
/** The counted field that it stands for. */
export const SOURCE_ID = 'harvest_source_id';

/** `titles` says what each source is called now. */
export function sourceTitleField(sources: ExactField, titles: () => ReadonlyMap<string, string>): ExactField {
  function having(accepts: (title: string) => boolean): ReturnType<ExactField['term']> {
    const known = titles();
    const test = { from: '', to: undefined, accepts: (id: string) => accepts(known.get(id) ?? '') };
    return sources.where(test, () => {
      // Sources are few.
    });
  }
  return {
    term: (value) => having((title) => title === value),
    where: (test) => having(test.accepts),
    exists: () => sources.exists(),
  };
}
