import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HARVESTER_KINDS } from '../../../harvesters/index.js';
import { renderConfigurationDoc } from '../../../src/config/configuration-doc.js';
import { readSchemas } from '../../../src/json-schema/read-schemas.js';
import { ROOT } from './load-fixture.js';

const page = renderConfigurationDoc(readSchemas(join(ROOT, 'schemas')), Object.values(HARVESTER_KINDS));

describe('docs/configuration.md', () => {
  it('is what the schemas say (lianmu profile configuration writes it)', () => {
    expect(readFileSync(join(ROOT, 'docs/configuration.md'), 'utf8').trimEnd()).toBe(page.trimEnd());
  });

  it('gives every key its default and its consequence', () => {
    const rows = page.split('\n').filter((line) => /^\| `[a-z]/.test(line));
    expect(rows.length).toBeGreaterThan(50);
    for (const row of rows) expect(row.split(' | ').at(-1)).toMatch(/[.。)] \|$/);
  });

  it('says where a source takes a value from that it does not set', () => {
    expect(page).toMatch(/\| `network\.retries` \|[^|]+\| `network\.retries` of hub\.yaml \|/);
    expect(page).toMatch(/\| `limits\.removedShare` \| a number from 0 to 1 \| `0\.2` \|/);
  });
});
