import { SourceResponseError } from '../../../../src/domain/errors.js';
import type { Fetched } from '../../../../src/pipeline/ports.js';
import { fixture } from '../../../support/fixture-file.js';
import { thrown } from '../../portal-client/loopback.js';
import { dataJson, MemoryDocument, recordsOf } from './documents.js';

type Json = Readonly<Record<string, unknown>>;

const never = new AbortController().signal;
const { dataset: plain } = fixture('portals/data-json/catalogue.json') as {
  readonly dataset: readonly Json[];
};
const { dataset: rich } = fixture('portals/data-json/catalogue-3.json') as {
  readonly dataset: readonly Json[];
};

/** Each of the datasets as it is stored. */
async function stored(
  dataset: readonly Json[],
  keep: readonly string[] = [],
): Promise<readonly Fetched<Json>[]> {
  const harvester = dataJson({}, { personalData: { keep } });
  const gathered = [];
  for await (const item of harvester.read(new MemoryDocument(JSON.stringify({ dataset })), never))
    gathered.push(item);
  const fetched: Fetched<Json>[] = [];
  for (const ref of recordsOf(gathered)) fetched.push((await harvester.fetch(ref, never)) as Fetched<Json>);
  return fetched;
}

async function storedOne(record: Json, keep: readonly string[] = []): Promise<Json> {
  const [fetched] = await stored([{ identifier: 'x', ...record }], keep);
  if (fetched === undefined) throw new Error('nothing was gathered');
  if (fetched.bytes !== undefined)
    expect(JSON.parse(Buffer.from(fetched.bytes).toString())).toEqual(fetched.raw);
  return fetched.raw;
}

describe('fetching a dataset', () => {
  it('keeps the bytes of the portal but for the contact', async () => {
    const fetched = await stored(plain);
    for (const [index, { raw, bytes }] of fetched.entries()) {
      const { contactPoint, ...others } = plain[index] ?? {};
      expect(raw).toEqual(contactPoint === undefined ? others : { ...others, contactPoint: null });
      expect(JSON.parse(Buffer.from(bytes ?? []).toString())).toEqual(raw);
    }
  });

  it('leaves no person and no address of one, however they are written', async () => {
    const fetched = await stored([...plain, ...rich]);
    const written = fetched
      .map(({ raw, bytes }) => JSON.stringify(raw) + Buffer.from(bytes ?? []).toString())
      .join();
    expect(written).not.toMatch(/Fixture|mailto|@linshui/);
    expect(written).toContain('Institute of Air');
    expect(written).toContain('tel:+1-555-010-0100');
  });

  it('keeps what the source lists', async () => {
    const contactPoint = {
      fn: 'Fixture Person',
      hasEmail: 'mailto:p@x.example',
      role: 'clerk',
      tel: '13800000000',
    };
    expect(await storedOne({ contactPoint }, ['name'])).toMatchObject({
      contactPoint: { fn: 'Fixture Person' },
    });
    expect(await storedOne({ contactPoint }, ['email'])).toMatchObject({
      contactPoint: { hasEmail: 'mailto:p@x.example' },
    });
    const kept = await storedOne({ contactPoint, mbox: 'p@x.example', creator: 'P' }, [
      'name',
      'email',
      'mobile',
    ]);
    expect(kept).toEqual({ identifier: 'x', contactPoint, mbox: 'p@x.example', creator: 'P' });
  });

  it.each<[string, Json]>([
    ['a name alone for a contact', { contactPoint: 'Fixture Person' }],
    ['a list of names', { contactPoint: ['Fixture Person', { fn: 'Fixture Person' }] }],
    ['an address within an object', { publisher: { name: 'P', mbox: { '@id': 'mailto:Fixture' } } }],
    ['a creator', { creator: 'Fixture Person' }],
    ['contributors', { contributor: [{ '@type': ['prov:Agent', 'Person'], name: 'Fixture Person' }] }],
    [
      'a version with its own contact',
      { hasVersion: [{ title: 'V', contactPoint: { fn: 'Fixture Person' } }] },
    ],
    ['a distribution with a maintainer', { distribution: [{ maintainer: { name: 'Fixture Person' } }] }],
    ['a mobile number of a contact', { contactPoint: { tel: '13812345678 (Fixture)' } }],
    ['labels of contacts', { contact_name: 'Fixture Person', 联系人: 'Fixture Person' }],
  ])('drops %s', async (_, record) => {
    const written = JSON.stringify(await storedOne(record));
    expect(written).not.toMatch(/Fixture|1381/);
  });

  it('leaves a key called __proto__ an ordinary key', async () => {
    const hostile = JSON.parse('{"identifier":"x","__proto__":{"creator":"Fixture"},"creator":"A"}') as Json;
    expect(JSON.stringify(await storedOne(hostile))).toBe(
      '{"identifier":"x","__proto__":{"creator":null},"creator":null}',
    );
  });

  it('fails for what is no object', () => {
    const harvester = dataJson();
    const error = thrown(() => harvester.fetch({ type: 'record', remoteId: 'x', listed: [] }, never));
    expect(error).toBeInstanceOf(SourceResponseError);
  });
});
