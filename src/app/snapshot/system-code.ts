/** `ENOENT` and the like, and the codes of Node's cryptography; undefined for any other error. */
export function systemCodeOf(error: unknown): string | undefined {
  const isCoded = typeof error === 'object' && error !== null && 'code' in error;
  return isCoded && typeof error.code === 'string' ? error.code : undefined;
}
