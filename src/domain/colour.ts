/** A colour as `#rrggbb`. */
export type Hex = string;

/** Least contrast of text that everybody can read (WCAG 2.2, AA). */
export const READABLE = 4.5;

const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;
const STEP = 0.04;

type Channels = readonly [red: number, green: number, blue: number];

/** Contrast of two colours, from 1 to 21 (WCAG 2.2). */
export function contrast(one: Hex, other: Hex): number {
  const [lighter, darker] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

/** `share` of one colour, the rest of the other. */
export function mix(one: Hex, other: Hex, share: number): Hex {
  const base = channels(other);
  const mixed = channels(one).map((value, place) => value * share + (base[place] ?? 0) * (1 - share));
  return `#${mixed.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}

/** The colour, moved towards `ink` until it can be read on each of the grounds. */
export function readableOn(grounds: readonly Hex[], colour: Hex, ink: Hex): Hex {
  for (let share = 0; share < 1; share += STEP) {
    const candidate = mix(ink, colour, share);
    if (grounds.every((ground) => contrast(candidate, ground) >= READABLE)) return candidate;
  }
  return ink;
}

function luminance(colour: Hex): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function channels(colour: Hex): Channels {
  const [, red = '', green = '', blue = ''] = HEX.exec(colour) ?? [];
  if (red === '') throw new Error(`${colour} is not a colour`);
  return [parseInt(red, 16), parseInt(green, 16), parseInt(blue, 16)];
}
