const MAX_NAME_LENGTH = 100;

/**
 * The first free one of `slug`, `slug-<suffix>` for each suffix, `slug-2`, `slug-3` …; CKAN names have at most 100
 * characters. Once given, a name stays with its owner for ever, so the outcome is stable from run to run.
 */
export function freeName(
  slug: string,
  suffixes: readonly string[],
  isTaken: (name: string) => boolean,
): string {
  if (!isTaken(slug)) return slug;
  for (const suffix of suffixes) {
    const candidate = withSuffix(slug, suffix);
    if (!isTaken(candidate)) return candidate;
  }
  for (let number = 2; ; number += 1) {
    const candidate = withSuffix(slug, String(number));
    if (!isTaken(candidate)) return candidate;
  }
}

function withSuffix(slug: string, suffix: string): string {
  return `${slug.slice(0, MAX_NAME_LENGTH - suffix.length - 1)}-${suffix}`;
}
