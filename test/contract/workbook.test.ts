import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKBOOK } from '../../harvesters/workbook/index.js';
import { describeHarvesterContract, type PortalRoutes } from '../support/harvester-contract.js';

const catalogue = readFileSync(join(import.meta.dirname, '../fixtures/portals/workbook/list.csv'), 'utf8');
const [header = '', ...rows] = catalogue.trimEnd().split('\n');
const remoteIds = ['jc-001', 'jc-002', 'jc-003', 'jc-004'];

function tableOf(lines: readonly string[]): PortalRoutes {
  return () => ({ mediaType: 'text/csv', body: `${[header, ...lines].join('\n')}\n` });
}

// A file has no pages; all of it is one request.
describeHarvesterContract({
  kind: WORKBOOK,
  options: { template: 'list', key: ['目录编号'] },
  emptyCatalogue: tableOf([]),
  twoPages: { routes: tableOf(rows), remoteIds },
  malformedElement: {
    routes: tableOf(rows.with(1, `${rows[1] ?? ''},一,二`)),
    remoteIds: remoteIds.toSpliced(1, 1),
  },
});
