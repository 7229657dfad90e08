import { createContactFilter } from '../../src/domain/contact-filter.js';
import { asTarget } from '../../src/domain/draft-elements.js';
import { ConfigError } from '../../src/domain/errors.js';
import type { Source } from '../../src/domain/source.js';
import { createTargetReader } from '../../src/domain/target-reader.js';
import type {
  Fetched,
  Harvester,
  HarvesterKind,
  HarvesterTools,
  RecordRef,
} from '../../src/pipeline/ports.js';
import { checkPortalApiOptions } from './check-options.js';
import { askDetail, type Known } from './client.js';
import { gatherRecords } from './gather.js';
import { asRawRecord, mapRecordToDataset } from './map.js';
import { compilePlan } from './plan.js';
import { probeProfiles } from './probe.js';
import { readKeptAnswer } from './read-document.js';
import { type RawRecord, readRecord, type Said } from './record.js';

/** Portals with an interface of their own, JSON or HTML, each by a declaration of its requests and answers. */
export const PORTAL_API: HarvesterKind = {
  kind: 'portal-api',
  title: 'Portal by declaration',
  mappingVersion: 'portal-api/1',
  optionsSchema: 'https://lianmu.example/schemas/portal/portal-api-options',
  create: createPortalApiHarvester,
  checkOptions: checkPortalApiOptions,
  probe: probeProfiles,
};

/** A listed record that its details are yet to be asked of. The pipeline hands a ref back as it was given. */
interface KnownRef extends RecordRef<RawRecord> {
  readonly known?: Known;
}

function createPortalApiHarvester(source: Source, { portal, labels, token }: HarvesterTools): Harvester {
  const faults = checkPortalApiOptions(source.options);
  if (faults.length > 0) {
    throw new ConfigError(
      faults.map(({ pointer, message }) => ({ file: source.id, pointer: `/options${pointer}`, message })),
    );
  }
  const plan = compilePlan(source.options, () => undefined, token);
  const targetOf = createTargetReader(labels);
  // Elements of a person are told by their own names as well as by the portal's labels.
  const withoutPersons = createContactFilter(source.personalData.keep, (label) =>
    asTarget(label) === undefined ? labels(label) : label,
  );
  const asksMore = plan.detail !== undefined || plan.more.length > 0;

  function toRaw(said: Said): RawRecord {
    const raw = readRecord(said, { plan: plan.record, source, targetOf });
    return {
      ...raw,
      fields: withoutPersons(raw.fields),
      labels: withoutPersons(raw.labels),
      distributions: raw.distributions.map(withoutPersons),
      extras: withoutPersons(raw.extras),
    };
  }

  return {
    kind: PORTAL_API.kind,
    gather: (_, signal) =>
      gatherRecords(
        {
          portal,
          base: source.url,
          plan,
          toRef({ item, html }, remoteId, { words, url }): KnownRef {
            const ref = { type: 'record', remoteId } as const;
            // What is listed already needs no request; the rest is left to `fetch`, which runs beside others.
            return asksMore
              ? { ...ref, known: { item, words } }
              : { ...ref, listed: toRaw({ item, html, words, url }) };
          },
        },
        signal,
      ),
    async fetch(ref: KnownRef, signal): Promise<Fetched<RawRecord>> {
      if (ref.listed !== undefined) return { raw: ref.listed };
      const known = ref.known ?? { item: {}, words: { ...plan.lists[0], id: ref.remoteId } };
      return { raw: toRaw(await askDetail(plan, known, { portal, base: source.url }, signal)) };
    },
    map: (raw, remoteId) => mapRecordToDataset(asRawRecord(raw), remoteId, targetOf),
    async *read(document) {
      const kept = readKeptAnswer(await document.text(), document.url, plan);
      for (const { remoteId, said } of kept) yield { type: 'record', remoteId, listed: toRaw(said) };
    },
  };
}
