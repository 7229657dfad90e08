/** A portal uses the same few words in all its records; what is remembered of them ends here. */
const MAX_REMEMBERED = 5000;
/** Longer text is prose, which does not come twice. */
const MAX_LENGTH = 200;

/** The pure function with its latest answers remembered. */
export function remember<T>(answer: (text: string) => T): (text: string) => T {
  const remembered = new Map<string, { readonly answer: T }>();
  return (text) => {
    const known = remembered.get(text);
    if (known !== undefined) return known.answer;
    const found = answer(text);
    if (text.length > MAX_LENGTH) return found;
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(text, { answer: found });
    return found;
  };
}
