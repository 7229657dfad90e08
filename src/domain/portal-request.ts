/** One request that was made to a portal, as the portal's team may read it: it names no secret. */
export interface PortalRequestEntry {
  readonly sourceId: string;
  /** When it started. */
  readonly at: Date;
  readonly method: 'GET' | 'POST';
  /** Without user name, password and the values of parameters that look like keys. */
  readonly url: string;
  /** Absent where no answer began. */
  readonly status?: number;
  /** Code of what went wrong besides the status: `ECONNREFUSED`, `ERR_DEADLINE`, `too-large`, `aborted`. */
  readonly error?: string;
  /** Of the body, as they were sent. */
  readonly bytes: number;
  readonly milliseconds: number;
  /** From 1; a repeated one is a retry. */
  readonly attempt: number;
}

/** An entry and its place in the ledger. */
export interface LedgerRow extends PortalRequestEntry {
  /** Rises with time; the rows before it are those with a smaller one. */
  readonly id: number;
}

/** Requests of one day (UTC) that ended alike. */
export interface RequestCount {
  readonly day: string;
  /** A status, or the code of what came instead of one. */
  readonly outcome: string;
  readonly requests: number;
  readonly bytes: number;
}
