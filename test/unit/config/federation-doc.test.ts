import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ProvinceHub, type StatedSource } from '../../support/province-hub.js';

/** The YAML of the page, in its order. */
function examples(): readonly Omit<StatedSource, 'id'>[] {
  const page = readFileSync('docs/federation.md', 'utf8');
  return [...page.matchAll(/```yaml\n([\s\S]*?)```/gu)].map(
    ([, text]) => parse(text ?? '') as Omit<StatedSource, 'id'>,
  );
}

describe('the configuration in docs/federation.md', () => {
  it('is accepted as it stands', async () => {
    const stated = examples().map(
      (source, index): StatedSource => ({ ...source, id: `level-${index}` }) as StatedSource,
    );
    expect(stated.map(({ kind }) => kind)).toEqual(['lianmu', 'lianmu']);
    const hub = await ProvinceHub.open(stated);
    await hub.close();
  });
});
