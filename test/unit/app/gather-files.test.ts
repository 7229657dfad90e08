import { gatherFiles } from '../../../src/app/gather-files.js';
import { SourceResponseError } from '../../../src/domain/errors.js';
import type { Gathered, Harvester, PortalDocument } from '../../../src/pipeline/ports.js';

interface FakeFile {
  readonly name: string;
  readonly items: readonly Gathered[];
  readonly fault?: Error;
}

const record = (remoteId: string): Gathered => ({ type: 'record', remoteId });

/** A harvester over made-up files, with a list of what happened to them. */
function reading(files: readonly FakeFile[]) {
  const events: string[] = [];
  const harvester: Harvester = {
    kind: 'fake',
    gather: () => {
      throw new Error('the portal was not to be asked');
    },
    fetch: (ref) => ({ raw: ref.remoteId }),
    map: (raw, remoteId) => ({ origin: { remoteId }, title: raw }),
    async *read({ url }) {
      await Promise.resolve();
      const file = files.find(({ name }) => name === url);
      yield* file?.items ?? [];
      if (file?.fault) throw file.fault;
    },
  };
  async function* open(): AsyncIterable<PortalDocument> {
    for (const { name } of files) {
      await Promise.resolve();
      events.push(`open ${name}`);
      yield {
        url: name,
        close: () => {
          events.push(`close ${name}`);
          return Promise.resolve();
        },
      } as PortalDocument;
    }
  }
  return { events, harvester: gatherFiles(harvester, open) };
}

async function gather(harvester: Harvester): Promise<readonly Gathered[]> {
  const items: Gathered[] = [];
  for await (const item of harvester.gather({ mode: 'full' }, new AbortController().signal)) items.push(item);
  return items;
}

describe('gatherFiles', () => {
  it('reads one file after the other and closes each before the next', async () => {
    const { harvester, events } = reading([
      { name: 'a', items: [record('1'), record('2')] },
      { name: 'b', items: [record('3')] },
    ]);
    expect(await gather(harvester)).toEqual([record('1'), record('2'), record('3')]);
    expect(events).toEqual(['open a', 'close a', 'open b', 'close b']);
    expect(harvester.fetch({ type: 'record', remoteId: '1' }, new AbortController().signal)).toEqual({
      raw: '1',
    });
    expect(harvester.map('x', '1')).toEqual({ origin: { remoteId: '1' }, title: 'x' });
  });

  it('adds up the totals of the files', async () => {
    const total = (number: number): Gathered => ({ type: 'total', total: number });
    const { harvester } = reading([
      { name: 'a', items: [total(2)] },
      { name: 'b', items: [] },
      { name: 'c', items: [total(5), total(6)] },
    ]);
    expect(await gather(harvester)).toEqual([total(2), total(7), total(8)]);
  });

  it('names the file at fault, once, and closes it', async () => {
    const fault = new SourceResponseError('no list is in it', { url: '', fault: 'schema' });
    const nameless = reading([{ name: 'b.json', items: [record('1')], fault }]);
    await expect(gather(nameless.harvester)).rejects.toMatchObject({
      code: 'source-response',
      message: 'b.json: no list is in it',
      fault: 'schema',
      url: 'b.json',
      cause: fault,
    });
    expect(nameless.events).toEqual(['open b.json', 'close b.json']);
    const named = new SourceResponseError('b.json: no list', { url: 'b.json', fault: 'schema' });
    await expect(gather(reading([{ name: 'b.json', items: [], fault: named }]).harvester)).rejects.toBe(
      named,
    );
    const bug = new TypeError('x');
    await expect(gather(reading([{ name: 'b.json', items: [], fault: bug }]).harvester)).rejects.toBe(bug);
  });

  it('closes the file when nobody wants more of it', async () => {
    const { harvester, events } = reading([
      { name: 'a', items: [record('1'), record('2')] },
      { name: 'b', items: [] },
    ]);
    for await (const item of harvester.gather({ mode: 'full' }, new AbortController().signal)) {
      expect(item).toEqual(record('1'));
      break;
    }
    expect(events).toEqual(['open a', 'close a']);
  });
});
