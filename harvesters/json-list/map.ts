import type { DatasetDraft } from '../../src/domain/dataset.js';
import { draftOfLabels, type LabelledRecord } from '../../src/domain/labelled-draft.js';
import type { TargetReader } from '../../src/domain/target-reader.js';
import { createFixed } from './fixed.js';
import { isWebAddress } from './identity.js';
import type { VolatileLabels } from './known-labels.js';
import type { JsonListOptions } from './options.js';
import { createPage } from './page.js';
import { contentOf } from './records.js';

export interface MapContext {
  readonly options: JsonListOptions;
  readonly targetOf: TargetReader;
  readonly volatile: VolatileLabels;
}

/** Flat record → draft: labels by what they mean, the source's constants, and where people see the record. */
export function createMap(context: MapContext): (record: LabelledRecord, remoteId: string) => DatasetDraft {
  const { options, targetOf, volatile } = context;
  const withConstants = createFixed(options.fixed);
  const pageOf = createPage(options.page);
  return (record, remoteId) => {
    const draft = draftOfLabels(contentOf(record, volatile), { origin: { remoteId }, targetOf });
    const page = pageOf(record);
    const landingPage = page ?? draft.landingPage;
    const url =
      typeof landingPage === 'string' && isWebAddress(landingPage.trim()) ? landingPage.trim() : undefined;
    return withConstants({
      ...draft,
      origin: { remoteId, ...(url !== undefined && { url }) },
      ...(page !== undefined && { landingPage: page }),
    });
  };
}
