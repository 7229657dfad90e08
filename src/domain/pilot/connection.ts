/** Days after the start of a portal's last complete run for which it counts as connected. */
export const CONNECTED_DAYS = 7;
export const CONNECTED_MS = CONNECTED_DAYS * 86_400_000;

/** What a store knows of a portal's own runs, in the order in which they ended; moments in ISO UTC. */
export interface PortalRuns {
  /** Start of the first one, however it ended; absent before that. */
  readonly begun?: string;
  readonly complete: readonly { readonly startedAt: string; readonly finishedAt: string }[];
}
