import type { DatasetDraft } from '../../src/domain/dataset.js';
import { SourceResponseError } from '../../src/domain/errors.js';
import { isJsonObject, type JsonObject } from '../../src/domain/json-values.js';
import type { Source } from '../../src/domain/source.js';
import { createTargetReader } from '../../src/domain/target-reader.js';
import type {
  Fetched,
  Harvester,
  HarvesterKind,
  HarvesterTools,
  RecordRef,
} from '../../src/pipeline/ports.js';
import { createCkanClient } from './client.js';
import { readDocument } from './document.js';
import { KNOWN_EXTRAS } from './elements.js';
import { gatherPackages } from './gather.js';
import { mapPackageToDataset } from './map.js';
import { readCkanOptions } from './options.js';
import type { CkanPackage } from './package.js';
import { createPersonalDataFilter, personalKeys } from './personal-data.js';
import { probeCkan } from './probe.js';
import { asPackage } from './records.js';

/** Portals that run CKAN (2.0 and later; 1.x as far as its Action API goes), or speak its Action API. */
export const CKAN: HarvesterKind = {
  kind: 'ckan',
  title: 'CKAN',
  mappingVersion: 'ckan/3',
  optionsSchema: 'https://lianmu.example/schemas/portal/ckan-options',
  create: createCkanHarvester,
  probe: probeCkan,
};

function createCkanHarvester(source: Source, { portal, labels }: HarvesterTools): Harvester {
  const options = readCkanOptions(source.options);
  const targetOf = createTargetReader(labels, KNOWN_EXTRAS);
  const withhold = personalKeys(source);
  const withoutPersonalData = createPersonalDataFilter(
    source,
    (label) => labels(label) ?? KNOWN_EXTRAS.get(label),
  );
  const keep = (item: CkanPackage): Fetched<CkanPackage> => ({ raw: withoutPersonalData(item).item });
  return {
    kind: CKAN.kind,
    gather: (request, signal) =>
      gatherPackages({ portal, url: source.url, options, withhold }, request, signal),
    fetch(ref, signal): Fetched<CkanPackage> | Promise<Fetched<CkanPackage>> {
      const { sent, remoteId } = ref;
      const brought = sent === undefined ? ref.listed : sent.read();
      if (!isJsonObject(brought)) {
        return showPackage(ref, source, createCkanClient(portal, source.url, signal)).then(keep);
      }
      const kept = withoutPersonalData(withId(brought, remoteId));
      const bytes = kept.isWithheldOnly ? sent?.withheld(brought) : undefined;
      return { raw: kept.item, ...(bytes !== undefined && { bytes }) };
    },
    map(raw, remoteId): DatasetDraft {
      const item = withId(isJsonObject(raw) ? raw : {}, remoteId);
      return mapPackageToDataset(item, remoteId, { source, options, targetOf });
    },
    async *read(document) {
      yield* readDocument(await document.text());
    },
  };
}

/** A package that lost its id, or never had one, is told by the record that it belongs to. */
function withId(item: JsonObject, remoteId: string): CkanPackage {
  return asPackage(item) ?? { ...item, id: remoteId };
}

/** For a record of which nothing but its id is at hand. */
async function showPackage(
  { remoteId }: RecordRef,
  source: Source,
  client: ReturnType<typeof createCkanClient>,
): Promise<CkanPackage> {
  const shown = asPackage(await client.showPackage(remoteId));
  if (shown?.id === remoteId) return shown;
  throw new SourceResponseError(`package_show of ${remoteId} gives another package`, {
    url: source.url,
    fault: 'schema',
  });
}
