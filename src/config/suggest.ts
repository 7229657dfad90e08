/** Single-character edits between two words; two neighbours swapped count as one (`prot` for `port`). */
function distance(left: string, right: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const substitution = (last[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      current.push(
        Math.min(
          substitution,
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          swapped ? (beforeLast[column - 2] ?? Infinity) + 1 : Infinity,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? 0;
}

/** Names are compared as people confuse them: without case, `_` and `-`. */
function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[_\-\s]/g, '');
}

/** The known name that was probably meant; undefined when none is near (a third of its length). */
export function suggest(name: string, known: Iterable<string>): string | undefined {
  const wanted = folded(name.slice(0, 64));
  let best: { name: string; distance: number } | undefined;
  for (const candidate of known) {
    const found = distance(wanted, folded(candidate));
    if (found <= Math.max(1, Math.floor(candidate.length / 3)) && (!best || found < best.distance)) {
      best = { name: candidate, distance: found };
    }
  }
  return best?.name;
}
