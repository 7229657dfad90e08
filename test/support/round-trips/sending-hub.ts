import { demoSources } from '../../../src/demo/demo-sources.js';
import { startProvince } from '../../../src/demo/province-server.js';
import type { Dataset } from '../../../src/domain/dataset.js';
import { CuttingProxy } from '../cutting-proxy.js';
import { FollowingHub } from '../following-hub.js';
import { HOSTILE_PACKAGES } from '../hostile-packages.js';
import { makeSource, makeUpsert } from '../make-dataset.js';
import { startPackagePortal } from '../package-portal.js';
import { ProvinceHub, type StatedSource } from '../province-hub.js';
import { readRealSources, servePortals } from '../real-sources.js';
import { sharedData } from '../shared-data.js';
import type { SendingHub } from './formats.js';

/** Characters of a record; larger ones are another test's business. */
const MOST = 20_000;

/** What a hub makes of what its portals say. */
export async function harvested(sources: readonly StatedSource[]): Promise<readonly Dataset[]> {
  const hub = await ProvinceHub.open(sources);
  try {
    await hub.harvestInOrder();
    const datasets = [...hub.reading.datasets.all()].map(({ dataset }) => dataset);
    return datasets.filter((dataset) => JSON.stringify(dataset).length <= MOST);
  } finally {
    await hub.close();
  }
}

export async function provinceRecords(): Promise<readonly Dataset[]> {
  const province = await startProvince({ seed: 109, size: 50 });
  try {
    return await harvested(demoSources(province.portals).map((source) => ({ ...source })));
  } finally {
    await province.close();
  }
}

/** What is left of the hostile packages behind the first hub's door. */
export async function hostileRecords(): Promise<readonly Dataset[]> {
  const packages = HOSTILE_PACKAGES.filter(({ outcome, json }) => outcome === 'added' && json.length < MOST);
  const portal = await startPackagePortal(packages.map(({ json }) => json));
  try {
    return await harvested([{ id: 'hostile', url: portal.url, options: { listing: 'package_search' } }]);
  } finally {
    await portal.close();
  }
}

/** Portals that say much of their records, each in words of its own. */
const REAL = ['anhui-bengbu', 'shaanxi-shaanxi', 'zhejiang-zhoushan', 'tw-penghu'];
/** Every so many records of a portal make a sample of this size. */
const SAMPLE = 30;

/** A sample of real catalogues; undefined where they are not at hand. */
export async function realRecords(): Promise<readonly Dataset[] | undefined> {
  const root = sharedData('.');
  if (root === undefined) return undefined;
  const portals = await servePortals(root);
  try {
    const sources = readRealSources().filter(({ id }) => REAL.includes(id));
    const records = await harvested(sources.map((source) => portals.at(source)));
    return REAL.flatMap((id) => {
      const own = records.filter(({ sourceId }) => sourceId === id);
      const every = Math.max(1, Math.floor(own.length / SAMPLE));
      return own.filter((_, index) => index % every === 0).slice(0, SAMPLE);
    });
  } finally {
    await portals.close();
  }
}

export interface OpenSendingHub extends SendingHub {
  close(): Promise<void>;
}

/** A hub with these records, under the address that its links have. */
export async function openSendingHub(records: readonly Dataset[]): Promise<OpenSendingHub> {
  const hub = new FollowingHub();
  const proxy = new CuttingProxy(() => Number(new URL(hub.url).port));
  const url = await proxy.listen();
  await hub.start(url);
  for (const id of new Set(records.map(({ sourceId }) => sourceId))) {
    const own = records.filter(({ sourceId }) => sourceId === id);
    await hub.publish(
      makeSource({ id, title: id }),
      own.map((dataset) => makeUpsert(dataset)),
    );
  }
  return {
    url,
    datasets: hub.store.reading.datasets,
    async close() {
      await hub.close();
      await proxy.close();
    },
  };
}
