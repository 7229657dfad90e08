/** A time as ckanext-harvest writes it: naive UTC with microseconds, with a blank in place of the T. */
export function toHarvestTime(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, -1).replace('T', ' ')}000`;
}
