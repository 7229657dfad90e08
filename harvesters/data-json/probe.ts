import { SourceResponseError, SourceUnavailableError } from '../../src/domain/errors.js';
import { isJsonObject } from '../../src/domain/json-values.js';
import type { PortalClient, PortalDocument, ProbeFinding } from '../../src/pipeline/ports.js';
import { openCatalog } from './client.js';
import { DATASET_MEMBERS, isDatasetLike } from './nested.js';

/** Members that hardly anything but a DCAT-US dataset has. */
const OF_THE_KIND = [
  'accessLevel',
  'contactPoint',
  'bureauCode',
  'programCode',
  'distribution',
  'accrualPeriodicity',
];

/** Looks for a data.json at the address and where a site keeps it by custom. */
export async function probeDataJson(
  portal: PortalClient,
  url: string,
  signal: AbortSignal,
): Promise<ProbeFinding | undefined> {
  for (const address of addresses(url)) {
    const finding = await tryAddress(portal, address, signal);
    if (finding !== undefined) return finding;
  }
  return undefined;
}

function addresses(url: string): readonly string[] {
  const { pathname, origin, search } = new URL(url);
  if (/\.json$/i.test(pathname) || search !== '') return [url];
  const path = pathname.replace(/\/+$/, '');
  return [`${origin}${path}/data.json`, url];
}

async function tryAddress(
  portal: PortalClient,
  url: string,
  signal: AbortSignal,
): Promise<ProbeFinding | undefined> {
  try {
    const document = await openCatalog(portal, url, signal);
    try {
      return await lookAt(document, url);
    } finally {
      await document.close();
    }
  } catch (error) {
    if (error instanceof SourceResponseError || error instanceof SourceUnavailableError) return undefined;
    throw error;
  }
}

async function lookAt(document: PortalDocument, url: string): Promise<ProbeFinding | undefined> {
  let records = 0;
  let datasets = 0;
  let ofTheKind = 0;
  const head = [...new Set([...DATASET_MEMBERS, ...OF_THE_KIND])];
  for await (const item of document.records({ list: ['dataset'], head, withhold: [] })) {
    records += 1;
    if (!isDatasetLike(item.head) || !isJsonObject(item.head)) continue;
    const { head: record } = item;
    datasets += 1;
    if (OF_THE_KIND.some((member) => Object.hasOwn(record, member))) ofTheKind += 1;
  }
  if (datasets === 0 || datasets * 2 < records) return undefined;
  return {
    certainty: ofTheKind * 2 >= datasets ? 0.95 : 0.7,
    evidence: `a JSON catalogue whose \`dataset\` lists ${records} records, ${ofTheKind} of them with members of DCAT-US`,
    records,
    url,
    options: {},
  };
}
