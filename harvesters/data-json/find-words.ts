/** The longest word that is looked for, quotes and all, in bytes of UTF-16. */
const OVERLAP = 64;

/**
 * Which of the names stand in quotes somewhere in a JSON document: far cheaper to tell than whether they name members,
 * and where one does not stand it names none.
 */
export async function findQuotedNames<T extends string>(
  chunks: AsyncIterable<Uint8Array>,
  names: readonly T[],
): Promise<readonly T[]> {
  const found = new Set<T>();
  let before: Buffer = Buffer.alloc(0);
  let forms: readonly (readonly [T, readonly Buffer[]])[] | undefined;
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([before, chunk]);
    forms ??= names.map((name) => [name, isWide(bytes) ? wideForms(name) : [Buffer.from(`"${name}"`)]]);
    for (const [name, words] of forms) {
      if (!found.has(name) && words.some((word) => bytes.includes(word))) found.add(name);
    }
    if (found.size === names.length) break;
    before = bytes.subarray(Math.max(0, bytes.length - OVERLAP));
  }
  return names.filter((name) => found.has(name));
}

/** UTF-16 begins with a mark, and of JSON's first character one byte is zero in any case. */
function isWide(start: Buffer): boolean {
  const [first, second] = start;
  return (
    first === 0 || second === 0 || (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  );
}

function wideForms(name: string): readonly Buffer[] {
  const littleEndian = Buffer.from(`"${name}"`, 'utf16le');
  return [littleEndian, Buffer.from(littleEndian).swap16()];
}
