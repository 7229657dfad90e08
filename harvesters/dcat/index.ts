import { SourceResponseError } from '../../src/domain/errors.js';
import { isJsonObject } from '../../src/domain/json-values.js';
import type { Source } from '../../src/domain/source.js';
import { createTargetReader } from '../../src/domain/target-reader.js';
import type { Harvester, HarvesterKind, HarvesterTools } from '../../src/pipeline/ports.js';
import { gatherPages, readRecords } from './gather.js';
import { createHubExtrasFilter } from './hub-extras.js';
import { mapRecord } from './map.js';
import type { RecordNode } from './node.js';
import { readDcatOptions } from './options.js';
import { createPersonFilter } from './persons.js';
import { probeDcat } from './probe.js';

/** Catalogues in RDF after DCAT 2 and 3, DCAT-AP and its national profiles, in any of RDF's syntaxes. */
export const DCAT: HarvesterKind = {
  kind: 'dcat',
  title: 'DCAT',
  mappingVersion: 'dcat/2',
  optionsSchema: 'https://lianmu.example/schemas/portal/dcat-options',
  create: createDcatHarvester,
  probe: probeDcat,
};

function createDcatHarvester(source: Source, { portal, labels }: HarvesterTools): Harvester<RecordNode> {
  const { url } = source;
  const options = readDcatOptions(source.options);
  const { keep } = source.personalData;
  const withoutPersons = createPersonFilter(keep, labels);
  const withoutTheirExtras = createHubExtrasFilter(keep, labels);
  const context = { languages: options.languages, targetOf: createTargetReader(labels) };
  return {
    kind: DCAT.kind,
    gather: (_request, signal) => gatherPages({ portal, url, options }, signal),
    fetch({ listed, remoteId }) {
      if (isJsonObject(listed)) return { raw: withoutTheirExtras(withoutPersons(listed)) };
      throw new SourceResponseError(`${remoteId} is in no document`, { url, fault: 'schema' });
    },
    map: (raw, remoteId) => mapRecord(isJsonObject(raw) ? raw : {}, remoteId, context),
    read: (document, signal) => readRecords(document, { url, options }, signal),
  };
}
