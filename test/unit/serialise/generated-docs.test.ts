import { readFileSync } from 'node:fs';
import { readProfile } from '../../../src/domain/profile.js';
import { toNationalProfile } from '../../../src/serialise/national-profile.js';

describe('docs/national-profile.md', () => {
  it('is what the schema and the rules say (lianmu profile national-profile > docs/national-profile.md)', () => {
    const schema = JSON.parse(readFileSync('schemas/dataset.schema.json', 'utf8')) as object;
    const generated = toNationalProfile(readProfile(schema));
    expect(readFileSync('docs/national-profile.md', 'utf8').trimEnd()).toBe(generated.trimEnd());
  });
});
