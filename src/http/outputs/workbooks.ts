import { InvalidRequestError } from '../../domain/errors.js';
import type { PublishedDataset } from '../../domain/published.js';
import type { DatasetReader } from '../../pipeline/read-ports.js';
import { type CatalogPart, choosePart, type ChosenPart } from '../../serialise/catalog-part.js';
import { type WorkbookName, WORKBOOKS } from '../../serialise/guide/workbooks.js';
import { writeWorkbook } from '../../serialise/xlsx/workbook.js';
import type { HarvestDesk } from '../harvest-desk.js';
import type { Slices } from '../slices.js';
import type { AddOutput, OutputContext } from './output.js';

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PARTS: ReadonlySet<string> = new Set(['publisher', 'source', 'region'] satisfies (keyof CatalogPart)[]);
/** Datasets that are read in one turn: a few milliseconds. */
const STEP = 25;

export type WorkbookContext = OutputContext & { readonly harvest: Pick<HarvestDesk, 'sources'> };

/**
 * `/catalog.xlsx`, the guide's workbook, and `/open-catalog.xlsx`, the statement of the pilot plan: whole, or of a
 * `?publisher=`, a `?source=`, a `?region=`.
 */
export function addWorkbooks(add: AddOutput, context: WorkbookContext): void {
  addWorkbook('/catalog.xlsx', 'guide');
  addWorkbook('/open-catalog.xlsx', 'open-catalog');

  function addWorkbook(url: string, name: WorkbookName): void {
    const { datasets, site, slices, harvest } = context;
    const workbook = WORKBOOKS[name];
    add(url, ({ query }, reply) => ({
      type: TYPE,
      find() {
        const chosen = choosePart(readPart(query), datasets.publishers(), harvest.sources);
        const title = [chosen.title, workbook.title].filter((text) => text !== undefined).join('-');
        reply.header('Content-Disposition', attachment(url.slice(1), `${title}.xlsx`));
        return () => writeWorkbook(workbook.sheets(() => slicedDatasets(datasets, chosen, slices), site));
      },
    }));
  }
}

/** A parameter that were ignored would hand in another part of the catalogue than was asked for. */
function readPart(query: unknown): CatalogPart {
  const given = Object.entries(typeof query === 'object' && query !== null ? query : {});
  for (const [key, value] of given) {
    if (!PARTS.has(key))
      throw new InvalidRequestError(`${key}: not known; there are ${[...PARTS].join(', ')}`);
    if (typeof value !== 'string' || value === '') throw new InvalidRequestError(`${key}: one text`);
  }
  return Object.fromEntries(given);
}

/** RFC 6266: a name in ASCII for old clients, and the real one (RFC 8187). */
function attachment(plain: string, name: string): string {
  // Through UTF-8, which has no halves of characters; a path is no part of a name.
  const safe = Buffer.from(name)
    .toString()
    .replaceAll(/[/\\\p{Cc}]/gu, '_');
  const encoded = encodeURIComponent(safe).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

async function* slicedDatasets(
  datasets: Pick<DatasetReader, 'after'>,
  chosen: ChosenPart,
  slices: Slices,
): AsyncGenerator<PublishedDataset> {
  for (let last = ''; ;) {
    const from = last;
    const step = await slices(() => datasets.after(from, STEP));
    yield* step.filter((published) => chosen.includes(published));
    last = step.at(-1)?.dataset.identifier ?? from;
    if (step.length < STEP) return;
  }
}
