/** 统一社会信用代码 (GB 32100-2015); see guide §1.4. */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** 3^(i−1) mod 31 */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/**
 * Whether the code has the shape of GB 32100 and its last character is the right one. The inner check character (GB 11714)
 * is left alone: codes of older registers break it and are in use.
 */
export function isUscc(code: string): boolean {
  if (!SHAPE.test(code)) return false;
  let sum = 0;
  for (const [i, weight] of WEIGHTS.entries()) sum += weight * ALPHABET.indexOf(code.charAt(i));
  return ALPHABET.charAt((31 - (sum % 31)) % 31) === code.charAt(17);
}
