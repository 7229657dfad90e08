const DELIMITERS = [',', '\t', ';', '|'] as const;
/** Lines that are looked at. */
const LINES = 60;
const QUOTE = '"';

/** The sign that parts the first lines of a text into equally many cells; a comma where none does. */
export function findDelimiter(start: string): string {
  let best: { readonly delimiter: string; readonly score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const counts = cellCounts(start, delimiter).filter((count) => count > 0);
    const usual = mode(counts);
    if (usual === undefined || usual < 2) continue;
    const share = counts.filter((count) => count === usual).length / counts.length;
    // A few cells more say less than lines that agree.
    const score = share * (1 + Math.log(usual) / 10);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Cells of each of the first lines; 0 for a blank one. The last line may be cut off, and does not count. */
function cellCounts(text: string, delimiter: string): readonly number[] {
  const counts: number[] = [];
  let cells = 1;
  let isQuoted = false;
  let isBlank = true;
  for (const character of text) {
    if (character === QUOTE) isQuoted = !isQuoted;
    if (isQuoted) isBlank = false;
    else if (character === '\n') {
      counts.push(isBlank ? 0 : cells);
      if (counts.length === LINES) return counts;
      cells = 1;
      isBlank = true;
    } else if (character === delimiter) cells += 1;
    else if (character.trim() !== '') isBlank = false;
  }
  if (counts.length === 0 && !isBlank) counts.push(cells);
  return counts;
}

function mode(numbers: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0];
}
