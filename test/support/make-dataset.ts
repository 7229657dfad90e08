import type { UpsertChange } from '../../src/domain/change.js';
import type { Dataset } from '../../src/domain/dataset.js';
import { canonicalJson, datasetIdentifier, sha256Hex } from '../../src/domain/identifiers.js';
import type { Source } from '../../src/domain/source.js';

/** A source with every setting at its plainest. */
export function makeSource(overrides: Partial<Source> = {}): Source {
  return {
    id: 'jiangcheng',
    kind: 'ckan',
    title: '江城市公共数据开放平台',
    url: 'http://127.0.0.1:1/',
    enabled: true,
    timezone: 'Asia/Shanghai',
    options: {},
    network: {
      allowPrivate: true,
      timeoutSeconds: 5,
      maxMegabytes: 16,
      concurrency: 2,
      minDelayMs: 0,
      retries: 0,
    },
    strict: false,
    personalData: { keep: [] },
    visibility: { unknownOpenness: 'open', refuseLevels: [] },
    limits: { removedShare: 0.2 },
    crosswalks: {},
    labels: {},
    ...overrides,
  };
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
  return {
    type: 'upsert',
    kind,
    dataset,
    body,
    contentHash: sha256Hex(body),
    rawHash: sha256Hex(`raw ${body}`),
    mappingVersion,
    problems: [],
  };
}
