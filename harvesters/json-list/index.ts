import { SourceResponseError } from '../../src/domain/errors.js';
import { isJsonObject } from '../../src/domain/json-values.js';
import type { LabelledRecord } from '../../src/domain/labelled-draft.js';
import { foldLabel, type LabelLookup } from '../../src/domain/labels.js';
import type { Source } from '../../src/domain/source.js';
import { createTargetReader } from '../../src/domain/target-reader.js';
import type { Harvester, HarvesterKind, HarvesterTools } from '../../src/pipeline/ports.js';
import { gatherDocuments, readDocument } from './client.js';
import { createFlatten } from './flatten.js';
import { foundKey } from './identity.js';
import { KNOWN_LABELS, volatileLabels } from './known-labels.js';
import { createMap } from './map.js';
import { readJsonListOptions } from './options.js';
import { createPersonalDataFilter } from './personal-data.js';
import { probeList } from './probe.js';
import type { RecordTools } from './records.js';

/** Lists of flat records under a portal's own labels, as crawlers and open-data teams keep them in JSON. */
export const JSON_LIST: HarvesterKind = {
  kind: 'json-list',
  title: 'JSON record list',
  mappingVersion: 'json-list/1',
  optionsSchema: 'https://lianmu.example/schemas/portal/json-list-options',
  create: createJsonListHarvester,
  probe: probeList,
};

function createJsonListHarvester(
  source: Source,
  { portal, labels }: HarvesterTools,
): Harvester<LabelledRecord> {
  const options = readJsonListOptions(source.options);
  // A label that the source gives another meaning, or none, does not fall back on the one that it mostly has.
  const meaningOf: LabelLookup = (label) => labels(label) ?? KNOWN_LABELS.get(foldLabel(label));
  const targetOf = createTargetReader(meaningOf);
  const flatten = createFlatten(options);
  const volatile = volatileLabels(options.ignore);
  const persons = createPersonalDataFilter(source.personalData.keep, meaningOf);
  const tools: RecordTools = {
    options,
    flatten,
    volatile,
    foundKey: foundKey(targetOf),
    toStored: (key) => persons.text(key),
  };
  const map = createMap({ options, targetOf, volatile });
  return {
    kind: JSON_LIST.kind,
    gather: (_, signal) => gatherDocuments(portal, source.url, tools, signal),
    fetch({ sent, listed, remoteId }) {
      const record = flatten(sent === undefined ? listed : sent.read());
      if (record !== undefined) return { raw: persons.record(record) };
      throw new SourceResponseError(`${remoteId} is no record`, { url: source.url, fault: 'schema' });
    },
    map: (raw, remoteId) => map(isJsonObject(raw) ? raw : {}, remoteId),
    read: (document, signal, keys) => readDocument(document, tools, signal, keys),
  };
}
