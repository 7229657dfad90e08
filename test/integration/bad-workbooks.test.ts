import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { jest } from '@jest/globals';
import { type MeasuredReading, measureReading } from '../support/resident-memory.js';
import { packageOf, xmlRow } from '../unit/harvesters/workbook/workbook-file.js';

// A process for each file, and the machine may have other work.
jest.setTimeout(300_000);

/** What no file may cost, in megabytes. */
const MOST = 600;

const MEGABYTE = 1024 * 1024;
const HEADER = xmlRow(1, ['名称', '资源代码']);

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianmu-bad-workbooks-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function read(content: string | Buffer): Promise<MeasuredReading> {
  const path = join(folder, 'catalogue');
  writeFileSync(path, content);
  return measureReading('workbook', path);
}

describe('a workbook at the limits', () => {
  it('ends with a typed error when it is a bomb', async () => {
    const bomb = Buffer.alloc(300 * MEGABYTE, '<row></row>\n');
    const ended = await read(zipOf({ ...packageOf(''), 'xl/worksheets/sheet1.xml': bomb }));
    expect(ended).toMatchObject({ fault: 'too-large', records: 0 });
    expect(ended.megabytes).toBeLessThan(MOST / 2);
  });

  it.each([
    ['small cells', 42_000, (row: number) => cells(row, 32, (at) => `<c r="${at}"><v>1.5</v></c>`)],
    ['cells without addresses', 46_000, () => `<row>${'<c><v>1.5</v></c>'.repeat(32)}</row>`],
    [
      'texts',
      42_000,
      (row: number) => cells(row, 5, (at) => `<c r="${at}" t="inlineStr"><is><t>${TEXT}${at}</t></is></c>`),
    ],
    ['rows', 340_000, (row: number) => `<row r="${row}"><c r="A${row}"><v>1</v></c></row>`],
    ['wide rows', 5_800, (row: number) => `<row r="${row}"><c r="ALL${row}"><v>1</v></c></row>`],
  ])('keeps its memory with as many %s as it may have', async (_, rows, rowOf) => {
    const parts = packageOf(HEADER + Array.from({ length: rows }, (__, index) => rowOf(index + 2)).join(''));
    const ended = await read(zipOf(parts));
    expect(ended.fault).toBeUndefined();
    expect(ended.records).toBeGreaterThan(0);
    expect(ended.megabytes).toBeLessThan(MOST);
  });

  it('keeps its memory with as many strings as it may have', async () => {
    const strings = Array.from({ length: 600_000 }, (_, index) => `<si><t>${TEXT}${index}</t></si>`);
    const row = '<row r="2"><c r="A2" t="s"><v>7</v></c></row>';
    const ended = await read(
      zipOf(packageOf(HEADER + row, { 'xl/sharedStrings.xml': `<sst>${strings.join('')}</sst>` })),
    );
    expect(ended).toMatchObject({ records: 1 });
    expect(ended.megabytes).toBeLessThan(MOST);
  });
});

describe('a text of any size', () => {
  it('costs the same for 200,000 records as for a few', async () => {
    const file = openSync(join(folder, 'large.csv'), 'w');
    writeSync(file, '名称,资源代码,提供方\n');
    for (let part = 0; part < 200; part += 1) {
      const rows = Array.from({ length: 1000 }, (_, row) => `${TEXT},3070150500/${part * 1000 + row},某局\n`);
      writeSync(file, rows.join(''));
    }
    closeSync(file);
    const ended = await measureReading('workbook', join(folder, 'large.csv'));
    expect(ended).toMatchObject({ records: 200_000, others: 0 });
    expect(ended.megabytes).toBeLessThan(MOST / 2);
  });

  it.each([
    ['a line of 50 million cells', ','],
    ['a cell of 50 million characters', 'x'],
  ])('ends with a typed error for %s', async (_, character) => {
    const ended = await read(
      Buffer.concat([Buffer.from('名称,资源代码\n'), Buffer.alloc(50_000_000, character)]),
    );
    expect(ended).toMatchObject({ fault: 'too-large', records: 0 });
    expect(ended.megabytes).toBeLessThan(MOST / 2);
  });
});

const TEXT = '全市中小学校名录数据集';

function cells(row: number, count: number, cellOf: (address: string) => string): string {
  const texts = Array.from({ length: count }, (_, index) => cellOf(`${LETTERS[index] ?? ''}${row}`));
  return `<row r="${row}">${texts.join('')}</row>`;
}

const LETTERS = Array.from({ length: 40 }, (_, index) =>
  index < 26 ? String.fromCharCode(65 + index) : `A${String.fromCharCode(39 + index)}`,
);

/** A ZIP, deflated by the platform: these parts are too large for a library. */
function zipOf(parts: Readonly<Record<string, string | Buffer>>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content as string);
    const packed = deflateRawSync(bytes, { level: 1 });
    const name = Buffer.from(path);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    files.push(Buffer.from('PK\x03\x04'), facts, name, packed);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), facts, place, name);
    offset += 4 + facts.length + name.length + packed.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(parts).length, 4);
  end.writeUInt16LE(Object.keys(parts).length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, entries, Buffer.from('PK\x05\x06'), end]);
}
