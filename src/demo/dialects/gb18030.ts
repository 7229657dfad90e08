const FIRST_LEAD = 0x81;
const LAST_LEAD = 0xfe;
const FIRST_TRAIL = 0x40;
const LAST_TRAIL = 0xfe;
const UNKNOWN = 0x3f;

let table: ReadonlyMap<string, number> | undefined;

/** All characters of two bytes, as Node's own decoder knows them: 20,902 ideographs and the punctuation are among them. */
function twoByteCharacters(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, number>();
  for (let lead = FIRST_LEAD; lead <= LAST_LEAD; lead += 1) {
    for (let trail = FIRST_TRAIL; trail <= LAST_TRAIL; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== '\ufffd') found.set(character, lead * 256 + trail);
    }
  }
  return found;
}

/** A text in GB18030; a character that needs more than two bytes becomes a question mark. */
export function encodeGb18030(text: string): Buffer {
  table ??= twoByteCharacters();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    const pair = table.get(character);
    if (code < 0x80) bytes.push(code);
    else if (pair === undefined) bytes.push(UNKNOWN);
    else bytes.push(pair >> 8, pair & 0xff);
  }
  return Buffer.from(bytes);
}
