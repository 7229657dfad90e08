import type { Source } from '../../src/domain/source.js';

/** A checked source with every default; `changes` are what the test is about. */
export function testSource(changes: Partial<Source> = {}): Source {
  return {
    id: 'fixture',
    kind: 'ckan',
    title: 'Fixture portal',
    url: 'https://portal.example.org',
    enabled: true,
    timezone: 'Asia/Shanghai',
    options: {},
    network: {
      allowPrivate: true,
      timeoutSeconds: 5,
      maxMegabytes: 64,
      maxDocumentMegabytes: 256,
      concurrency: 4,
      minDelayMs: 0,
      retries: 0,
      windows: [],
      ignoreRobots: false,
    },
    strict: false,
    personalData: { keep: [] },
    visibility: { unknownOpenness: 'on-request', refuseLevels: [] },
    limits: { removedShare: 0.2, fieldShare: 0.9, missingRuns: 1, missingDays: 0, hours: 24 },
    auditEvery: 10,
    priority: 'normal',
    alarms: { silence: 5, failures: 3, moved: 0.3 },
    crosswalks: {},
    labels: {},
    ...changes,
  };
}
