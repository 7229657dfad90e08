import type { Hex } from './colour.js';

/** What the accent of the pages stands on, and what stands on it; the same as in the pages' tokens. */
export interface Grounds {
  readonly paper: Hex;
  readonly tint: Hex;
  readonly onAccent: Hex;
}

export const GROUNDS: Readonly<Record<'light' | 'dark', Grounds>> = {
  light: { paper: '#ffffff', tint: '#f5f6f8', onAccent: '#ffffff' },
  dark: { paper: '#14171b', tint: '#1c2026', onAccent: '#0d1a28' },
};
