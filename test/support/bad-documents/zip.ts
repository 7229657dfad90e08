import { constants, crc32, deflateRawSync } from 'node:zlib';

/** An entry of a ZIP as its directory tells it, which need not be true. */
export interface ZipEntry {
  readonly name: string;
  readonly packed: Buffer;
  readonly size: number;
  readonly crc: number;
}

export function entryOf(name: string, content: string): ZipEntry {
  const bytes = Buffer.from(content);
  return { name, packed: deflateRawSync(bytes), size: bytes.length, crc: crc32(bytes) };
}

const BLOCK = 16 * 1024 * 1024;

/** An entry that unpacks to `start`, so many megabytes of `filling`, and `end`. Its directory may state another size. */
export function bombEntry(
  name: string,
  content: {
    readonly start: string;
    readonly filling: string;
    readonly megabytes: number;
    readonly end: string;
  },
  statedSize?: number,
): ZipEntry {
  const { start, filling, megabytes, end } = content;
  const blocks = Math.ceil((megabytes * 1024 * 1024) / BLOCK);
  // Flushed to whole bytes, blocks can be put together like bricks.
  const flushed = (bytes: Buffer): Buffer => deflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
  const block = flushed(Buffer.alloc(BLOCK, filling));
  const packed = Buffer.concat([
    flushed(Buffer.from(start)),
    ...Array.from({ length: blocks }, () => block),
    deflateRawSync(Buffer.from(end)),
  ]);
  return { name, packed, size: statedSize ?? start.length + blocks * BLOCK + end.length, crc: 0 };
}

/** The bytes of a ZIP with these entries; from 65,535 of them on a ZIP64. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, packed, size, crc } of entries) {
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc, 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(size, 18);
    facts.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    files.push(Buffer.from('PK\x03\x04'), facts, Buffer.from(name), packed);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), facts, place, Buffer.from(name));
    offset += 4 + facts.length + name.length + packed.length;
  }
  const entriesBytes = Buffer.concat(directory);
  return Buffer.concat([...files, entriesBytes, endOf(entries.length, entriesBytes.length, offset)]);
}

function endOf(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Math.min(count, 0xffff), 8);
  end.writeUInt16LE(Math.min(count, 0xffff), 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  if (count < 0xffff) return end;
  const large = Buffer.alloc(56);
  large.write('PK\x06\x06', 'latin1');
  large.writeBigUInt64LE(44n, 4);
  large.writeBigUInt64LE(BigInt(count), 24);
  large.writeBigUInt64LE(BigInt(count), 32);
  large.writeBigUInt64LE(BigInt(size), 40);
  large.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([large, locator, end]);
}
