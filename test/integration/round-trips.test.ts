import { jest } from '@jest/globals';
import type { Dataset } from '../../src/domain/dataset.js';
import { ELEMENT_PATHS, fatesOf } from '../support/round-trips/elements.js';
import { compareHubs, type Fates } from '../support/round-trips/fates.js';
import {
  type FormatName,
  harvestAgain,
  type Received,
  type Way,
  WAYS,
} from '../support/round-trips/formats.js';
import { committedPage, isKept, reasonOf, roundTripsPage } from '../support/round-trips/page.js';
import { REASONS } from '../support/round-trips/reasons.js';
import { MADE_RECORDS } from '../support/round-trips/records.js';
import {
  hostileRecords,
  type OpenSendingHub,
  openSendingHub,
  provinceRecords,
  realRecords,
} from '../support/round-trips/sending-hub.js';

/** Ten hubs, one after the other, on a busy machine. */
jest.setTimeout(120_000);

let sender: OpenSendingHub;
let sent: readonly Dataset[];
const byFormat = new Map<FormatName, Fates>();

beforeAll(async () => {
  const records = [...MADE_RECORDS, ...(await provinceRecords()), ...(await hostileRecords())];
  sender = await openSendingHub(records);
  sent = [...sender.datasets.all()].map(({ dataset }) => dataset);
});
afterAll(async () => {
  await sender.close();
});

function nameOf({ format, by }: Way): string {
  return `${format} by ${by}`;
}

describe('hub → format → hub', () => {
  it('is compared on records that have every element', () => {
    const said = new Set(MADE_RECORDS.flatMap((record) => [...fatesOf(record, record).keys()]));
    expect(ELEMENT_PATHS.filter((path) => !said.has(path))).toEqual([]);
    expect(sent.length).toBeGreaterThan(60);
  });

  it.each(WAYS.map((way) => [nameOf(way), way] as const))('brings every record once: %s', async (_, way) => {
    const received: Received = await harvestAgain(way, sender);
    expect([received.outcome, received.setAside]).toEqual(['complete', []]);
    const { fates, missing, strangers } = compareHubs(sent, received.datasets);
    expect({ missing, strangers }).toEqual({ missing: [], strangers: [] });
    const known = byFormat.get(way.format);
    if (known === undefined) byFormat.set(way.format, fates);
    // What a format carries does not depend on the way that it goes.
    else expect(fates).toEqual(known);
  });

  it('does nothing to the records of real portals that it does not do to these', async () => {
    const real = await realRecords();
    if (real === undefined) return;
    expect(real.length).toBeGreaterThan(60);
    const hub = await openSendingHub(real);
    const records = [...hub.datasets.all()].map(({ dataset }) => dataset);
    const unknown: string[] = [];
    for (const [format, fates] of byFormat) {
      const way = WAYS.find((each) => each.format === format);
      const { datasets } = await harvestAgain(way!, hub);
      const found = compareHubs(records, datasets);
      expect([format, found.missing, found.strangers]).toEqual([format, [], []]);
      for (const [path, each] of found.fates) {
        const more = [...each].filter((fate) => fate !== 'kept' && fates.get(path)?.has(fate) !== true);
        if (more.length > 0) unknown.push(`${format} ${path}: ${more.join(', ')}`);
      }
    }
    await hub.close();
    expect(unknown).toEqual([]);
  });

  it('has a reason for everything that a format does not carry as it is, and none for what it carries', () => {
    const unexplained: string[] = [];
    const used = new Set<number>();
    for (const [format, fates] of byFormat) {
      for (const path of ELEMENT_PATHS) {
        const found = fates.get(path);
        if (isKept(found)) continue;
        const reason = reasonOf(format, path);
        if (reason === undefined)
          unexplained.push(`${format} ${path}: ${[...(found ?? [])].sort().join(', ')}`);
        else used.add(reason);
      }
    }
    expect(unexplained).toEqual([]);
    expect(REASONS.map((_, index) => index + 1).filter((index) => !used.has(index))).toEqual([]);
  });

  it('carries what docs/round-trips.md says', async () => {
    const page = await roundTripsPage(byFormat);
    expect(page).toBe(committedPage(page));
  });
});
