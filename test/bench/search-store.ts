import { openReadingSide } from '../../src/app/reading-side.js';
import type { ReadingSide } from '../../src/app/reading-side.js';
import { NO_COUNTS } from '../../src/domain/job.js';
import { searchRoom } from '../../src/search/search-room.js';
import { PreparingCatalogWriter } from '../../src/storage/writer/preparing-catalog-writer.js';
import { SqliteCatalogWriter } from '../../src/storage/writer/sqlite-catalog-writer.js';
import { makeDataset, makeSource, makeUpsert } from '../support/make-dataset.js';
import { seededRandom } from '../support/seeded-random.js';

const BATCH = 500;
/** Two-character words by falling frequency; the first is in two of five datasets. */
const TERMS =
  '监测 信息 养老 企业 环境 统计 交通 服务 医疗 教育 公园 道路 气象 农业 住房 旅游 税务 社保 消防 电力'.split(
    ' ',
  );
const FORMATS = ['CSV', 'XLSX', 'JSON', 'XML', 'PDF', 'SHP', 'API', 'DOC', 'ZIP', 'KML'];
const LICENSES = ['cc-by', 'cc-zero', 'odc-by', 'other-open', 'notspecified'];
const CYCLES = ['realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'annual', 'irregular'] as const;

/** A word with 3.6 % hits, one with 38 %, and a phrase that some datasets in a thousand have. */
export const QUERIES = { some: '水质', many: '监测', rare: '永玉福医院' } as const;

/** Fills an empty store with synthetic datasets, straight through the writer; the same for the same size. */
export async function buildStore(dataDir: string, size: number): Promise<void> {
  const random = seededRandom(11);
  const chance = (share: number): boolean => random.below(10_000) < share * 10_000;
  const source = makeSource();
  const writer = new PreparingCatalogWriter(new SqliteCatalogWriter(dataDir, searchRoom));
  let time = Date.UTC(2026, 0, 1);
  const now = (): Date => new Date((time += 1000));
  const run = await writer.openRun({
    jobId: 'bench',
    source,
    origin: 'portal',
    mode: 'full',
    startedAt: now().toISOString(),
    now,
  });
  const words = (least: number, most: number): string =>
    Array.from({ length: least + random.below(most - least + 1) }, () => {
      const place = Math.floor(TERMS.length * (random.below(1000) / 1000) ** 2);
      return `${TERMS[place] ?? ''}${String.fromCharCode(0x4e00 + random.below(3000))}`;
    })
      .filter((word) => !word.startsWith(QUERIES.many))
      .join('');
  for (let from = 0; from < size; from += BATCH) {
    const changes = Array.from({ length: Math.min(BATCH, size - from) }, (_, offset) => {
      const many = chance(0.38);
      const title = `${many && chance(0.2) ? QUERIES.many : ''}${words(1, 3)}${from + offset}`;
      const abstract = `${words(10, 40)}${many ? `，${QUERIES.many}点位` : ''}${chance(0.036) ? `，${QUERIES.some}` : ''}${chance(0.0007) ? `，${QUERIES.rare}` : ''}`;
      const publisher = random.below(510);
      return makeUpsert(
        makeDataset(`d${from + offset}`, {
          title,
          abstract,
          publisher: { name: `江城市第${publisher}局`, localId: String(publisher) },
          keywords: [
            ...new Set(
              Array.from(
                { length: 5 + random.below(5) },
                () => `标签${Math.floor(3000 * (random.below(1000) / 1000) ** 2)}`,
              ),
            ),
          ],
          themes: [String(1 + random.below(21))],
          license: { id: random.pick(LICENSES) },
          updateCycle: random.pick(CYCLES),
          distributions: Array.from({ length: 1 + random.below(4) }, (__, place) => ({
            identifier: `${from + offset}-${place}`,
            title: `${title} 文件${place}`,
            url: `https://data.example.org/${from + offset}/${place}`,
            format: random.pick(FORMATS),
          })),
          extras: [
            { key: 'guid', value: `urn:dataset:${from + offset}` },
            { key: 'theme_raw', value: random.pick(TERMS) },
          ],
        }),
      );
    });
    await run.stage(changes.map((change) => run.prepare(change)));
  }
  await run.commit({ outcome: 'complete', counts: NO_COUNTS });
  await writer.close();
}

export function openStore(dataDir: string): ReadingSide {
  return openReadingSide(dataDir);
}
