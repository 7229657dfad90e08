/** Bytes of texts for SQLite, which takes a third of the time to be given them than to have each text written out for it. */
export interface TextBytes {
  /** Views that are good until the next call. */
  of(texts: readonly string[]): readonly Buffer[];
}

/** A unit of UTF-16 takes at most three bytes of UTF-8. */
const MOST_BYTES = 3;

export function createTextBytes(): TextBytes {
  const encoder = new TextEncoder();
  let room = Buffer.allocUnsafe(64 * 1024);
  return {
    of(texts) {
      const most = texts.reduce((sum, text) => sum + text.length, 0) * MOST_BYTES;
      if (most > room.length) room = Buffer.allocUnsafe(most);
      let used = 0;
      return texts.map((text) => {
        const start = used;
        used += encoder.encodeInto(text, room.subarray(start)).written;
        return room.subarray(start, used);
      });
    },
  };
}
