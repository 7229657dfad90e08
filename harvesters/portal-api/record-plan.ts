import { isJsonObject, type JsonObject } from '../../src/domain/json-values.js';
import { foldLabel } from '../../src/domain/labels.js';
import { compileCells, type Cells } from './cells.js';
import { pointerTo, type ReportFault } from './faults.js';
import { compileParts, type Parts } from './parts.js';
import { compileTemplate, type Template } from './template.js';
import { compileValues, type NamedValue } from './value.js';

/** What is taken of a record. Nothing else of an answer leaves the harvester. */
export interface RecordPlan {
  /** By the names of elements and their parts. */
  readonly fields: readonly NamedValue[];
  readonly cells: Cells | undefined;
  /** Whether a label is kept that leads to no element. */
  readonly keepsLabel: (label: string) => boolean;
  readonly distributions: DistributionsPlan | undefined;
  readonly extras: readonly NamedValue[];
  /** What stands where a record says nothing. */
  readonly constants: JsonObject;
  /** Address of its page for people. */
  readonly page: Template | undefined;
}

export interface DistributionsPlan {
  readonly elements: Parts;
  readonly values: readonly NamedValue[];
  /** Address of one, where it is not among its values. */
  readonly address: Template | undefined;
}

/** What can be said of a distribution. */
export const DISTRIBUTION_VALUES = [
  'id',
  'title',
  'description',
  'url',
  'format',
  'mediaType',
  'bytes',
  'created',
  'modified',
] as const;

export function compileRecord(options: JsonObject, report: ReportFault): RecordPlan {
  const { cells, keepLabels, distributions, constants, page } = options;
  const kept = new Set(
    (Array.isArray(keepLabels) ? keepLabels : []).map((label: unknown) => foldLabel(String(label))),
  );
  return {
    fields: compileValues(options['fields'], '/fields', report),
    cells: Array.isArray(cells) && cells.length > 0 ? compileCells(cells, '/cells', report) : undefined,
    keepsLabel: (label) => kept.has(foldLabel(label)),
    distributions: isJsonObject(distributions) ? compileDistributions(distributions, report) : undefined,
    extras: compileValues(options['extras'], '/extras', report),
    constants: isJsonObject(constants) ? constants : {},
    page: typeof page === 'string' ? compileTemplate(page, '/page', report) : undefined,
  };
}

function compileDistributions(spec: JsonObject, report: ReportFault): DistributionsPlan {
  const at = '/distributions';
  const values = Object.fromEntries(DISTRIBUTION_VALUES.map((name) => [name, spec[name] ?? null]));
  const { address } = spec;
  return {
    elements: compileParts(spec, at, report),
    values: compileValues(values, at, report),
    address:
      typeof address === 'string' ? compileTemplate(address, pointerTo(at, 'address'), report) : undefined,
  };
}
