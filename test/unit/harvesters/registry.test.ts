import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findHarvesterKind, HARVESTER_KINDS } from '../../../harvesters/index.js';

const ROOT = join(import.meta.dirname, '../../..');

function folders(path: string): readonly string[] {
  return readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

describe('the registry of harvesters', () => {
  const kinds = Object.keys(HARVESTER_KINDS).sort();

  it('knows every folder of harvesters/ and nothing else', () => {
    expect(folders('harvesters')).toEqual(kinds);
  });

  it('has a folder of portal fixtures with its origin for each kind', () => {
    expect(folders('test/fixtures/portals')).toEqual(kinds);
    for (const kind of kinds) {
      expect(readdirSync(join(ROOT, 'test/fixtures/portals', kind))).toContain('ORIGIN.md');
    }
  });

  it('has a contract test and a schema of answers and of options for each kind', () => {
    expect(readdirSync(join(ROOT, 'test/contract'))).toEqual(
      expect.arrayContaining(kinds.map((kind) => `${kind}.test.ts`)),
    );
    expect(readdirSync(join(ROOT, 'schemas/portal'))).toEqual(
      expect.arrayContaining(kinds.flatMap((kind) => [`${kind}.schema.json`, `${kind}-options.schema.json`])),
    );
  });

  it('registers each kind under its own name', () => {
    for (const [name, kind] of Object.entries(HARVESTER_KINDS)) expect(kind.kind).toBe(name);
  });

  it('finds a kind by name, and none by the name of an object’s own method', () => {
    expect(findHarvesterKind('ckan')?.title).toBe('CKAN');
    expect(findHarvesterKind('toString')).toBeUndefined();
  });
});
