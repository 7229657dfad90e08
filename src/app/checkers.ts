import type { Configuration } from '../config/hub-config.js';
import type { Crosswalks } from '../domain/crosswalk.js';
import type { Normaliser } from '../domain/normalised.js';
import type { Source } from '../domain/source.js';
import { createNormaliser } from '../normalise/normalise-draft.js';
import { createVocabulary } from '../normalise/vocabulary.js';
import type { LabelReader, RecordChecker } from '../pipeline/ports.js';
import { createRecordChecker } from '../pipeline/record-checker.js';
import { findDatasetSchema } from './hub-schemas.js';
import type { HubSchemas } from './hub-schemas.js';

/** What each source's words mean and what its records are checked against, made once a source. */
export interface Checkers {
  forSource(source: Source): RecordChecker;
  labelsOf(source: Source): LabelReader;
}

export function createCheckers(request: {
  readonly configuration: Configuration;
  readonly schemas: HubSchemas;
  readonly now: () => Date;
}): Checkers {
  const { configuration, schemas, now } = request;
  // The files were accepted by schemas/crosswalk.schema.json when the configuration was loaded.
  const crosswalks = configuration.crosswalks as Crosswalks;
  const schema = findDatasetSchema(schemas);
  const made = new Map<string, RecordChecker>();
  return {
    forSource(source) {
      const known = made.get(source.id);
      if (known !== undefined) return known;
      const normaliser: Normaliser = createNormaliser(source, crosswalks);
      const checker = createRecordChecker({
        source,
        normaliser,
        schema,
        schemaFaults: (value) => schemas.compiled.validate(schema.$id, value),
        now,
        overdueTolerance: configuration.hub.overdueTolerance,
      });
      made.set(source.id, checker);
      return checker;
    },
    labelsOf: (source) => createVocabulary(crosswalks, source).label,
  };
}
