/** Every caller is anonymous and may edit nothing. */
export function groupListAuthz(): readonly never[] {
  return [];
}
