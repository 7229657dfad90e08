import type { UpsertChange } from '../../src/domain/change.js';
import type { Dataset } from '../../src/domain/dataset.js';
import { canonicalJson, datasetIdentifier, sha256Hex } from '../../src/domain/identifiers.js';
import type { Source } from '../../src/domain/source.js';
import { testSource } from './source.js';

/** The source of `makeDataset`'s datasets. */
export function makeSource(overrides: Partial<Source> = {}): Source {
  return testSource({ id: 'jiangcheng', title: '江城市公共数据开放平台', ...overrides });
}

/** A validated dataset as `validate` would make it. */
export function makeDataset(
  remoteId: string,
  overrides: Partial<Dataset> = {},
  sourceId = 'jiangcheng',
): Dataset {
  return {
    identifier: datasetIdentifier(sourceId, remoteId),
    sourceId,
    origin: { remoteId },
    title: `公共停车场信息 ${remoteId}`,
    publisher: { name: '江城市交通运输局', localId: 'jtj' },
    abstract: '全市公共停车场的名称、地址和泊位数。',
    keywords: ['停车', '交通'],
    themes: ['6'],
    distributions: [],
    extras: [],
    adjustments: [],
    visibility: 'open',
    validated: true,
    ...overrides,
  };
}

export function makeUpsert(
  dataset: Dataset,
  kind: UpsertChange['kind'] = 'added',
  mappingVersion = 'test/1',
): UpsertChange {
  const body = canonicalJson(dataset);
  const raw = Buffer.from(`{"raw":${body}}`);
  return {
    type: 'upsert',
    kind,
    dataset,
    body: Buffer.from(body),
    contentHash: sha256Hex(body),
    raw,
    fingerprint: sha256Hex(raw),
    mappingVersion,
    problems: [],
  };
}
