/** References to characters that portals leave behind in plain text; of `<`, `>` and `&` none, which may be meant. */
const REFERENCE = /&(?:nbsp|quot|ldquo|rdquo|middot|mdash|hellip|#(?!(?:38|60|62);)\d{2,5});/g;
const NAMED: Readonly<Record<string, string>> = {
  ...{ nbsp: ' ', quot: '"', ldquo: '“', rdquo: '”', middot: '·', mdash: '—', hellip: '…' },
};

/** A text for readers: the catalogue keeps `&nbsp;` as the portal wrote it, and nobody wants to read it. */
export function resolveReferences(text: string): string {
  return text.replace(REFERENCE, (reference) => {
    const name = reference.slice(1, -1);
    return NAMED[name] ?? characterOf(Number(name.slice(1))) ?? reference;
  });
}

/** Undefined for controls, for halves of characters, and beyond Unicode's first plane. */
function characterOf(code: number): string | undefined {
  const isControl = code < 32 || (code >= 127 && code < 160);
  // Those that turn the direction of a text are for no page.
  const isFormat = (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e);
  const isBidi = code >= 0x2060 && code <= 0x206f;
  const isOdd = isControl || isFormat || isBidi || (code >= 0xd800 && code <= 0xdfff) || code > 0xfffd;
  return isOdd ? undefined : String.fromCodePoint(code);
}
