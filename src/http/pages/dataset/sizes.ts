const MEGABYTE = 1_000_000;
const SIZES = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** A size in MB: sizes are compared, so that all have one unit. */
export function megabytes(bytes: number): string {
  if (bytes <= 0) return '0 MB';
  if (bytes < MEGABYTE / 100) return '< 0.01 MB';
  return `${SIZES.format(bytes / MEGABYTE)} MB`;
}
