import { contrast, READABLE } from '../domain/colour.js';
import { GROUNDS } from '../domain/page-colours.js';
import type { ConfigProblem } from '../domain/problem.js';
import { member } from './pointer.js';
import type { YamlFile } from './yaml-file.js';

const HEX = /^#[0-9a-f]{6}$/i;
const GROUND_NAMES = [
  ['paper', 'the page'],
  ['tint', 'a tinted part of the page'],
  ['onAccent', 'the text of a button'],
] as const;

/** Accents of hub.yaml that could not be read; what is no colour at all the schema has told. */
export function checkAccent(yaml: YamlFile): readonly ConfigProblem[] {
  const accent = member(member(yaml.value, 'portal'), 'accent');
  return (['light', 'dark'] as const).flatMap((scheme) => {
    const colour = member(accent, scheme);
    if (typeof colour !== 'string' || !HEX.test(colour)) return [];
    const worst = GROUND_NAMES.map(([name, where]) => {
      const ground = GROUNDS[scheme][name];
      return { where, ground, ratio: contrast(colour, ground) };
    }).toSorted((one, other) => one.ratio - other.ratio)[0];
    if (worst === undefined || worst.ratio >= READABLE) return [];
    // Cut, so that it never seems to reach what it does not.
    const figure = (Math.floor(worst.ratio * 100) / 100).toFixed(2);
    return [
      yaml.problem(
        `/portal/accent/${scheme}`,
        `"${colour}" has a contrast of ${figure}:1 to ${worst.where} (${worst.ground})`,
        { allowed: `${READABLE}:1 or more: a ${scheme === 'light' ? 'darker' : 'lighter'} colour` },
      ),
    ];
  });
}
