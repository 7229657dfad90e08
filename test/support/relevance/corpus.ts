import { ProvinceHub } from '../province-hub.js';
import { readRealSources, servePortals } from '../real-sources.js';

/** Real catalogues that the queries were judged over: provinces and cities of the mainland, two cities of Taiwan. */
export const JUDGED_SOURCES: readonly string[] = [
  'anhui-anhui',
  'anhui-hefei',
  'anhui-wuhu',
  'fujian-xiamen',
  'gyhfresh-tianjin',
  'shanghai-shanghai',
  'sichuan-deyang',
  'tw-kaohsiung-list',
  'tw-keelung',
  'zhejiang-ningbo',
  'zhejiang-wenzhou',
  'zhejiang-zhejiang',
];

/** A hub that has harvested them, one after the other, so that times and names are the same in every run. */
export async function harvestJudgedCorpus(root: string): Promise<ProvinceHub> {
  const portals = await servePortals(root);
  try {
    const sources = readRealSources().filter(({ id }) => JUDGED_SOURCES.includes(id));
    const hub = await ProvinceHub.open(sources.map((source) => portals.at(source)));
    const reports = await hub.harvestInOrder();
    const failed = [...reports.values()].find(({ outcome }) => outcome !== 'complete');
    if (failed !== undefined) throw new Error(`${failed.sourceId} ended ${failed.outcome}`);
    return hub;
  } finally {
    await portals.close();
  }
}
