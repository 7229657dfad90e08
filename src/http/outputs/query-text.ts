/** A query string, encoded. */
export function queryText(pairs: Iterable<readonly [key: string, value: string]>): string {
  const query = new URLSearchParams();
  for (const [key, value] of pairs) query.append(key, value);
  return query.toString();
}
