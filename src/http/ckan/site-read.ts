/** True for everybody: the catalogue is public. Clients poll it to learn whether the API is up. */
export function siteRead(): boolean {
  return true;
}
