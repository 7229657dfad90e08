import { FATE_NAMES, type FateName, fileCanary, mobileOf, personCanary, titleCanary } from './walked-hub.js';

/** Who asks for what. */
export interface Call {
  readonly path: string;
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST';
  readonly caller: 'anonymous' | 'stranger' | 'operator';
  /** An answer of an earlier state, or of what changed from one to the next. */
  readonly isPast: boolean;
}

/** In which calls the title of a record may stand: of what was refused in none. */
const TITLES: Readonly<Record<FateName, (call: Call) => boolean>> = {
  open: always,
  onRequest: always,
  closed: always,
  shareOnly: always,
  refused: never,
  refusedLevel: never,
  // A tombstone says what was there.
  removed: always,
  closedSince: always,
  // All of it is withheld as soon as it is refused, out of earlier states too.
  refusedSince: never,
  staged: isReview,
};

/** In which calls a file may stand. */
const FILES: Readonly<Record<FateName, (call: Call) => boolean>> = {
  ...TITLES,
  onRequest: never,
  closed: never,
  shareOnly: never,
  removed: ({ isPast }) => isPast,
  closedSince: ({ isPast }) => isPast,
};

function always(): boolean {
  return true;
}

function never(): boolean {
  return false;
}

function isReview({ caller, path }: Call): boolean {
  return caller === 'operator' && path.startsWith('/api/lianmu/jobs');
}

/** Words in an answer that may not stand there; a caller who has said one himself learns nothing from it. */
export function leaksIn(text: string, call: Call): readonly string[] {
  return FATE_NAMES.flatMap((fate) => [
    ...(TITLES[fate](call) ? [] : [titleCanary(fate)]),
    ...(FILES[fate](call) ? [] : [fileCanary(fate)]),
    // No source of this hub lets persons pass.
    personCanary(fate),
    mobileOf(fate),
  ]).filter((word) => text.toLowerCase().includes(word.toLowerCase()) && !call.path.includes(word));
}
