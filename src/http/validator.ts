import { HubError } from '../domain/errors.js';
import type { ProblemGroup } from '../domain/problem-groups.js';
import type { RecordReport, Verdict } from '../domain/record-report.js';

/** A catalogue to be checked: a file of ours with what somebody sent, or an address that he named. */
export interface ValidationRequest {
  readonly input: { readonly file: string } | { readonly url: string };
  /** Of portal; guessed from the content unless told. */
  readonly kind?: string;
  /** Who asks, as far as one can tell: nobody may ask for addresses all the time. */
  readonly client: string;
  readonly signal: AbortSignal;
}

/** What would become of a catalogue. */
export interface ValidationReport {
  readonly kind: string;
  readonly records: number;
  readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
  readonly groups: readonly ProblemGroup[];
  /** The first records; `records` counts all of them. */
  readonly listed: readonly RecordReport[];
  /** Why not all of it was checked. */
  readonly stopped?: 'time' | 'records';
}

/** Checks catalogues that are not harvested (yet). Nothing of them is stored. Rejects with `ValidationError`. */
export interface Validator {
  readonly kinds: readonly { readonly kind: string; readonly title: string }[];
  /** Addresses may be named. */
  readonly fetches: boolean;
  check(request: ValidationRequest): Promise<ValidationReport>;
}

/**
 * `busy`, `too-often`: try again later. `too-slow`, `too-large`: more than is checked here. `unreadable`: it is nothing that a
 * portal of the kind gives. `address`: one that is not asked. `unavailable`: it did not answer. `unknown`: no kind was
 * recognised. `closed`: addresses may not be named.
 */
export type ValidationFault =
  | 'busy'
  | 'too-often'
  | 'too-slow'
  | 'too-large'
  | 'unreadable'
  | 'address'
  | 'unavailable'
  | 'unknown'
  | 'closed';

/** A catalogue that could not be checked: an expected failure, told to who asked. */
export class ValidationError extends HubError {
  readonly code = 'validation';
  readonly fault: ValidationFault;

  constructor(fault: ValidationFault, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.fault = fault;
  }
}
