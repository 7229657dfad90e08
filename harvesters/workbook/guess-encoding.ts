import { analyse } from 'chardet';
import iconv from 'iconv-lite';

/** Codes of the characters in daily use: the first level of each standard, some 99 % of any honest text. */
interface CommonCharacters {
  readonly simplified: ReadonlySet<number>;
  readonly traditional: ReadonlySet<number>;
}

/** How much of a text has to make sense. */
const ENOUGH = 0.5;
/** What a wrong character weighs against the right ones. */
const WRONG_WEIGHT = 20;
/** What a hint counts: far less than the text itself. */
const HINT = 0.05;
const HINT_SAMPLE = 32 * 1024;
/** Out of 100. */
const HINT_CONFIDENCE = 15;

/**
 * The charset in which a text that is no UTF-8 makes the most sense. A detector of byte patterns takes much Big5 for
 * GB18030 and the reverse, so that its word and the sender's are hints: what the text then says decides.
 */
export function guessEncoding(sample: Buffer, declared: string | undefined): string | undefined {
  const hints = analyse(sample.subarray(0, HINT_SAMPLE))
    .filter(({ confidence }) => confidence >= HINT_CONFIDENCE)
    .map(({ name }) => name.toLowerCase());
  if (declared !== undefined) hints.unshift(declared.toLowerCase());
  const others = hints.filter((name) => iconv.encodingExists(name) && !/gb|big5|utf/.test(name));
  const candidates = new Set(['gb18030', 'big5hkscs', 'utf-8', ...others]);
  const common = commonCharacters();
  let best: { readonly name: string; readonly score: number } | undefined;
  for (const name of candidates) {
    const isHinted = hints.some((hint) => family(hint) === family(name));
    const score = sense(decodeStart(sample, name), name, common) + (isHinted ? HINT : 0);
    if (best === undefined || score > best.score) best = { name, score };
  }
  return best === undefined || best.score < ENOUGH ? undefined : best.name;
}

function family(name: string): string {
  if (/gb/.test(name)) return 'gb';
  return name.includes('big5') ? 'big5' : name;
}

/** Without a character that the sample cuts off at its end. */
function decodeStart(sample: Buffer, encoding: string): string {
  return iconv.getDecoder(encoding).write(sample);
}

/** Share of the characters beyond ASCII that belong where the charset is used, less what is certainly wrong. */
function sense(text: string, encoding: string, common: CommonCharacters): number {
  let all = 0;
  let good = 0;
  let wrong = 0;
  let before = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x80) {
      all += 1;
      if (isWrong(code)) wrong += 1;
      else if (belongs(code, before, family(encoding), common)) good += 1;
    }
    before = code;
  }
  return all === 0 ? 0 : (good - WRONG_WEIGHT * wrong) / all;
}

/** What no text holds: bytes that mean nothing, control characters, characters of private use. */
function isWrong(code: number): boolean {
  return code === 0xfffd || code < 0xa0 || (code >= 0xe000 && code < 0xf900);
}

function belongs(
  code: number,
  before: number,
  encoding: string,
  { simplified, traditional }: CommonCharacters,
): boolean {
  if (isPunctuation(code)) return true;
  if (encoding === 'gb') return simplified.has(code);
  if (encoding === 'big5') return traditional.has(code);
  if (/jis|jp/.test(encoding)) return isKana(code) || traditional.has(code) || simplified.has(code);
  if (encoding.includes('kr')) return code >= 0xac00 && code < 0xd7b0;
  if (encoding.startsWith('utf')) return simplified.has(code) || traditional.has(code) || code < 0x250;
  // Letters with accents stand among plain ones; other alphabets are words of their own.
  return code < 0x250 ? code >= 0xc0 && before < 0x80 : code < 0x600;
}

/** Of general and of Chinese punctuation, and the full-width forms of ASCII. */
function isPunctuation(code: number): boolean {
  return (
    (code >= 0x2010 && code < 0x2040) || (code >= 0x3000 && code < 0x3020) || (code > 0xff00 && code < 0xff5f)
  );
}

function isKana(code: number): boolean {
  return code >= 0x3040 && code < 0x3100;
}

let remembered: CommonCharacters | undefined;

function commonCharacters(): CommonCharacters {
  return (remembered ??= {
    simplified: charactersOf('gb18030', [0xb0, 0xd7], (trail) => trail >= 0xa1),
    traditional: charactersOf('big5', [0xa4, 0xc6], (trail) => trail < 0x7f || trail >= 0xa1),
  });
}

function charactersOf(
  encoding: string,
  [first, last]: readonly [number, number],
  isTrail: (byte: number) => boolean,
): ReadonlySet<number> {
  const pairs: number[] = [];
  for (let lead = first; lead <= last; lead += 1) {
    for (let trail = 0x40; trail < 0xff; trail += 1) if (isTrail(trail)) pairs.push(lead, trail);
  }
  const codes = new Set<number>();
  for (const character of iconv.decode(Buffer.from(pairs), encoding)) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x80 && !isWrong(code)) codes.add(code);
  }
  return codes;
}
