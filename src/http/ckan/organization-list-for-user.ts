/** Every caller is anonymous and may edit nothing. */
export function organizationListForUser(): readonly never[] {
  return [];
}
