/** 统一社会信用代码 (GB 32100-2015) and the organisation code inside it (GB 11714); see guide §1.4. */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

function checkCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(first17.charAt(i)), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

function bodyCheckCharacter(first8: string): string {
  const sum = BODY_WEIGHTS.reduce(
    (total, weight, i) => total + weight * Number.parseInt(first8.charAt(i), 36),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** A code with valid check characters for a public body: `11` (机关), a region of six digits, and a number of six digits. */
export function makeUscc(region: string, serial: number): string {
  const body = `MB${String(serial % 1_000_000).padStart(6, '0')}`;
  const first17 = `11${region}${body}${bodyCheckCharacter(body)}`;
  return first17 + checkCharacter(first17);
}

/** The same code with another last character, so that its check fails. */
export function spoilUscc(code: string): string {
  const next = (ALPHABET.indexOf(code.charAt(17)) + 1) % ALPHABET.length;
  return code.slice(0, 17) + ALPHABET.charAt(next);
}

export function isUscc(code: string): boolean {
  return (
    /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code) &&
    checkCharacter(code) === code.charAt(17) &&
    bodyCheckCharacter(code.slice(8, 16)) === code.charAt(16)
  );
}
