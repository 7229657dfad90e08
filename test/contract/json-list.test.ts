import { JSON_LIST } from '../../harvesters/json-list/index.js';
import { fixture } from '../support/fixture-file.js';
import { describeHarvesterContract, type PortalRoutes } from '../support/harvester-contract.js';

interface ListedRecord {
  readonly 标题: string;
  readonly 详情页网址: string;
}

/** The contract knows no Chinese label: a title stands under one that the kind knows by itself. */
const catalogue = (fixture('portals/json-list/catalogue.json') as readonly ListedRecord[]).map((record) => ({
  title: record.标题,
  ...record,
}));

/** A folder on a web server with the list in two files. */
function folderOf(records: readonly unknown[]): PortalRoutes {
  const files = new Map([
    ['/lists/1.json', records.slice(0, 3)],
    ['/lists/2.json', records.slice(3)],
  ]);
  return ({ pathname }) => {
    const body = files.get(pathname);
    return body === undefined ? { status: 404, body: 'Not found' } : { body };
  };
}

const remoteIds = catalogue.map((record) => record.详情页网址);

describeHarvesterContract({
  kind: JSON_LIST,
  options: { documents: ['lists/1.json', 'lists/2.json'], key: ['详情页网址'] },
  emptyCatalogue: folderOf([]),
  twoPages: { routes: folderOf(catalogue), remoteIds },
  malformedElement: {
    routes: folderOf([catalogue[0], 42, ...catalogue.slice(2)]),
    remoteIds: remoteIds.toSpliced(1, 1),
  },
});
