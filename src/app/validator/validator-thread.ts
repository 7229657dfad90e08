import type { Configuration } from '../../config/hub-config.js';
import type { RecordReport } from '../../domain/record-report.js';
import type { ValidationFault } from '../../http/validator.js';

/** What the thread is started with; plain data, without secrets. */
export interface ValidatorThreadData {
  readonly configuration: Configuration;
  readonly schemaDir: string;
  readonly input: { readonly file: string } | { readonly url: string };
  readonly kind: string | undefined;
  /** The address is that of a configured source, which may be private. */
  readonly allowPrivate: boolean;
  readonly maxMegabytes: number;
}

export type ValidatorThreadMessage =
  | { readonly type: 'kind'; readonly kind: string }
  | { readonly type: 'records'; readonly records: readonly RecordReport[] }
  | { readonly type: 'fault'; readonly fault: ValidationFault; readonly message: string }
  | { readonly type: 'done' };
