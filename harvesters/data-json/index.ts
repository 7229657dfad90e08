import { SourceResponseError } from '../../src/domain/errors.js';
import { isJsonObject } from '../../src/domain/json-values.js';
import type { Source } from '../../src/domain/source.js';
import { createTargetReader } from '../../src/domain/target-reader.js';
import type {
  Fetched,
  Harvester,
  HarvesterKind,
  HarvesterTools,
  RecordRef,
} from '../../src/pipeline/ports.js';
import { openCatalog } from './client.js';
import { gatherDatasets } from './gather.js';
import { mapDataset } from './map.js';
import { readDataJsonOptions } from './options.js';
import { createPersonalDataFilter, personalMembers } from './personal-data.js';
import { probeDataJson } from './probe.js';

/** Catalogues in one document: the `data.json` of DCAT-US 1.1, and of 3 as far as its JSON looks the same. */
export const DATA_JSON: HarvesterKind = {
  kind: 'data-json',
  title: 'data.json (DCAT-US)',
  mappingVersion: 'data-json/1',
  optionsSchema: 'https://lianmu.example/schemas/portal/data-json-options',
  create: createDataJsonHarvester,
  probe: probeDataJson,
};

function createDataJsonHarvester(source: Source, { portal, labels }: HarvesterTools): Harvester {
  const options = readDataJsonOptions(source.options);
  const { keep } = source.personalData;
  const context = { options, withhold: personalMembers(keep) };
  const withoutPersons = createPersonalDataFilter(keep, labels);
  const targetOf = createTargetReader(labels);
  return {
    kind: DATA_JSON.kind,
    async *gather(_request, signal) {
      const document = await openCatalog(portal, source.url, signal);
      try {
        yield* gatherDatasets(document, context, signal);
      } finally {
        await document.close();
      }
    },
    fetch({ sent, listed, remoteId }: RecordRef): Fetched {
      const brought = sent === undefined ? listed : sent.read();
      if (!isJsonObject(brought)) {
        throw new SourceResponseError(`${remoteId} is no object`, { url: source.url, fault: 'schema' });
      }
      const { record, isWithheldOnly } = withoutPersons(brought);
      const bytes = isWithheldOnly ? sent?.withheld(brought) : undefined;
      return { raw: record, ...(bytes !== undefined && { bytes }) };
    },
    map: (raw, remoteId) => mapDataset(isJsonObject(raw) ? raw : {}, remoteId, targetOf),
    read: (document, signal, keys) => gatherDatasets(document, context, signal, keys),
  };
}
