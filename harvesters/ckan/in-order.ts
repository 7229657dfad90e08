/**
 * Runs `work` for each item, at most `limit` at once, and yields the results in the order of the items.
 * `work` states its expected failures in its result; what it throws ends the iteration.
 */
export async function* mapInOrder<T, R>(
  items: Iterable<T>,
  limit: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void> {
  const waiting: Promise<R>[] = [];
  for (const item of items) {
    const result = work(item);
    // Awaited in its turn; until then its failure is nobody's.
    result.catch(() => undefined);
    waiting.push(result);
    if (waiting.length < limit) continue;
    const first = waiting.shift();
    if (first !== undefined) yield await first;
  }
  for (const result of waiting) yield await result;
}
