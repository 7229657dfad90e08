import { canonicalJson, sha256Hex } from '../domain/canonical-json.js';
import { dayIn } from '../domain/day.js';
import { datasetIdentifier } from '../domain/identifiers.js';
import type { Normaliser } from '../domain/normalised.js';
import { readProfile } from '../domain/profile.js';
import { RULES_VERSION } from '../domain/rules.js';
import type { SchemaCheck } from '../domain/schema-fault.js';
import type { Source } from '../domain/source.js';
import { isVisibility } from '../domain/visibility.js';
import type { RecordChecker } from './ports.js';
import { requiredElements } from './rules/required-elements.js';
import { validate } from './validate.js';

export interface RecordCheckerOptions {
  readonly source: Source;
  readonly normaliser: Normaliser;
  /** `schemas/dataset.schema.json` and its compiled check. */
  readonly schema: object;
  readonly schemaFaults: SchemaCheck;
  readonly now: () => Date;
  /** Share of its cycle that data may be late before it counts as overdue; 0.5 lets monthly data be half a month late. */
  readonly overdueTolerance: number;
}

/** normalise + validate for one source. A problem of the day (overdue, in the future) is no content: hashes stay. */
export function createRecordChecker(options: RecordCheckerOptions): RecordChecker {
  const { source, normaliser, schema, schemaFaults, now, overdueTolerance } = options;
  const required = requiredElements(readProfile(schema).elements);
  const today = dayTeller(source.timezone);
  const settings = { strict: source.strict, visibility: source.visibility, overdueTolerance };
  return {
    version: sha256Hex(canonicalJson([RULES_VERSION, normaliser.version, schema, settings])).slice(0, 16),
    check(draft, problems) {
      const identifier = datasetIdentifier(source.id, draft.origin.remoteId);
      const normalised = normaliser.normalise(draft, identifier);
      const visibility = draft.national?.visibility;
      return validate(
        {
          identifier,
          origin: draft.origin,
          elements: normalised.elements,
          adjustments: normalised.adjustments,
          problems: [...problems, ...normalised.problems],
          ...(isVisibility(visibility) && { visibility }),
        },
        { source, required, schemaFaults, overdueTolerance, today: today(now().getTime()) },
      );
    },
  };
}

const MINUTE_MS = 60_000;

/** The day of a moment; days begin with a minute everywhere, so that within one the calendar need not be asked again. */
function dayTeller(timezone: string): (milliseconds: number) => string {
  let minute = Number.NaN;
  let day = '';
  return (milliseconds) => {
    const current = Math.floor(milliseconds / MINUTE_MS);
    if (current !== minute) {
      minute = current;
      day = dayIn(timezone, milliseconds);
    }
    return day;
  };
}
