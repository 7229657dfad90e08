import type { DistributionDraft } from '../../src/domain/dataset.js';
import { isJsonObject, type JsonObject, parseJson } from '../../src/domain/json-values.js';
import { inPosition, oneText } from './hub-values.js';
import type { RecordNode } from './node.js';
import { iriOf, nodesOf, valuesOf, wordFor } from './values.js';

/** The files of another hub's record in their order. `page`: what stands for an address that there is none of. */
export function hubDistributions(node: RecordNode, page: string | undefined): readonly DistributionDraft[] {
  return inPosition(nodesOf(node, 'dcat:distribution')).map((item) => hubDistribution(item, page));
}

function hubDistribution(node: JsonObject, page: string | undefined): DistributionDraft {
  const access = iriOf(valuesOf(node, 'dcat:accessURL')[0]);
  const [checksum] = nodesOf(node, 'spdx:checksum');
  const extras = parseJson(oneText(node, 'cn:extras') ?? '');
  return {
    remoteId: iriOf(node),
    title: oneText(node, 'dct:title'),
    description: oneText(node, 'dct:description'),
    url: oneText(node, 'cn:address') ?? (access === page ? undefined : access),
    format: oneText(node, 'cn:formatName') ?? wordFor(valuesOf(node, 'dct:format')[0], []),
    formatRaw: oneText(node, 'cn:formatRaw'),
    mediaType: oneText(node, 'cn:mediaType'),
    bytes: oneText(node, 'dcat:byteSize'),
    hash: oneText(node, 'cn:hash') ?? (checksum && oneText(checksum, 'spdx:checksumValue')),
    created: oneText(node, 'cn:created') ?? oneText(node, 'dct:issued'),
    modified: oneText(node, 'cn:modified') ?? oneText(node, 'dct:modified'),
    ...(isJsonObject(extras) && { extras }),
  };
}
