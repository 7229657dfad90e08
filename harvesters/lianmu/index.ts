import { SourceResponseError } from '../../src/domain/errors.js';
import { isJsonObject } from '../../src/domain/json-values.js';
import type { Source } from '../../src/domain/source.js';
import type { Harvester, HarvesterKind, HarvesterTools, RecordRef } from '../../src/pipeline/ports.js';
import { createHubClient } from './client.js';
import { readDump } from './dump.js';
import { FeedWalk } from './feed-walk.js';
import { mapRecordToDataset } from './map.js';
import { readLianmuOptions } from './options.js';
import { createPersonalDataFilter } from './personal-data.js';
import { probeHub } from './probe.js';

/** A record as it is stored: with the chain of places that it has passed, the hub that is asked last. */
export interface HubRecord {
  readonly chain: unknown;
  readonly record: unknown;
}

/** Other hubs of this kind: followed by their delta feed, records, chains and withdrawals as they are. */
export const LIANMU: HarvesterKind = {
  kind: 'lianmu',
  title: 'Lianmu',
  mappingVersion: 'lianmu/1',
  follows: true,
  optionsSchema: 'https://lianmu.example/schemas/portal/lianmu-options',
  create: createLianmuHarvester,
  probe: probeHub,
};

function createLianmuHarvester(source: Source, { portal, labels }: HarvesterTools): Harvester<HubRecord> {
  const options = readLianmuOptions(source.options);
  const withoutPersonalData = createPersonalDataFilter(source.personalData.keep, labels);
  const walk = new FeedWalk(createHubClient(portal, source.url), options);

  function fetchRecord({ sent, listed, remoteId, passed }: RecordRef): { readonly raw: HubRecord } {
    const entry = sent === undefined ? listed : sent.read();
    const record = isJsonObject(entry) ? entry['record'] : undefined;
    if (!isJsonObject(entry) || !isJsonObject(record)) {
      throw new SourceResponseError(`${remoteId} has no record`, { url: source.url, fault: 'schema' });
    }
    const chain = chainTo(passed?.at(-1)?.hub, remoteId, entry['chain']);
    return { raw: { chain, record: withoutPersonalData(record) } };
  }

  return {
    kind: LIANMU.kind,
    gather: (request, signal) => walk.gather(request, signal),
    resumes: (position, signal) => walk.resumes(position, signal),
    fetch: fetchRecord,
    map: (raw, remoteId) => mapRecordToDataset(raw, remoteId),
    read: (document) => readDump(document),
  };
}

/** The chain as its hub tells it; where that does not name itself as the last place, it is put there. */
function chainTo(hub: string | undefined, id: string, chain: unknown): unknown {
  if (hub === undefined) return chain;
  const links: readonly unknown[] = Array.isArray(chain) ? chain : [];
  const last = links.at(-1);
  return isJsonObject(last) && last['hub'] === hub && last['id'] === id ? links : [...links, { hub, id }];
}
