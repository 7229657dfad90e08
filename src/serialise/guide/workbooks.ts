import type { PublishedDataset } from '../../domain/published.js';
import type { SiteFacts } from '../site-facts.js';
import type { Cell, Sheet } from '../xlsx/sheet.js';
import { CLOSED_HEADER, closedRows } from './closed-sheet.js';
import { GUIDE_HEADER, guideRows } from './guide-sheet.js';
import { statementRow, STATEMENT_HEADER } from './statement-sheet.js';
import { createTally, DOMAIN_HEADER, MEASURE_HEADER } from './statement-summary.js';

export type WorkbookName = 'guide' | 'open-catalog';

/** Goes over the datasets from the first on, each time that it is called. */
export type Datasets = () => Iterable<PublishedDataset> | AsyncIterable<PublishedDataset>;

export interface Workbook {
  /** Chinese, as the file is handed in. */
  readonly title: string;
  /** To be read in this order. */
  sheets(datasets: Datasets, site: SiteFacts): readonly Sheet[];
}

export const WORKBOOKS: Readonly<Record<WorkbookName, Workbook>> = {
  /** The official template of the guide, filled in. */
  guide: {
    title: '政务信息资源目录',
    sheets: (datasets) => [
      {
        ...{ name: '政务信息资源目录', header: GUIDE_HEADER, wide: ['信息资源名称', '信息资源摘要'] },
        dates: ['发布日期'],
        rows: rowsOf(datasets, ({ dataset }) => guideRows(dataset)),
      },
      closedSheet(datasets),
    ],
  },
  /** What the pilot plan of 2018 has a province state of each open resource, and the figures that it asks for. */
  'open-catalog': {
    title: '公共信息资源开放目录',
    sheets(datasets, site) {
      const tally = createTally();
      return [
        {
          ...{ name: '公共信息资源开放目录', header: STATEMENT_HEADER, wide: ['信息资源名称', '使用要求'] },
          dates: ['发布日期', '数据更新日期'],
          rows: rowsOf(datasets, (published) => {
            tally.add(published.dataset);
            return [statementRow(published, site)];
          }),
        },
        { name: '分领域汇总', header: DOMAIN_HEADER, rows: rowsWhenRead(tally.domainRows) },
        { name: '开放指标', header: MEASURE_HEADER, wide: ['说明'], rows: rowsWhenRead(tally.measureRows) },
        closedSheet(datasets),
      ];
    },
  },
};

function closedSheet(datasets: Datasets): Sheet {
  return {
    ...{ name: '未开放资源清单', header: CLOSED_HEADER, wide: ['信息资源名称', '不予开放依据'] },
    rows: rowsOf(datasets, ({ dataset }) => closedRows(dataset)),
  };
}

async function* rowsOf(
  datasets: Datasets,
  toRows: (published: PublishedDataset) => readonly (readonly Cell[])[],
): AsyncGenerator<readonly Cell[]> {
  for await (const published of datasets()) yield* toRows(published);
}

async function* rowsWhenRead(toRows: () => readonly (readonly Cell[])[]): AsyncGenerator<readonly Cell[]> {
  for (const row of toRows()) yield await Promise.resolve(row);
}
