import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';

describe('datasets after an identifier', () => {
  it('are those that are live, each once, whatever the size of a step', async () => {
    const hub = new TempHub();
    const source = makeSource();
    const ids = Array.from({ length: 23 }, (_, index) => `r${index}`);
    await hub.publish(
      source,
      ids.map((id) => makeUpsert(makeDataset(id))),
    );
    // A run that no longer finds the first three removes them.
    await hub.publish(
      source,
      ids.slice(3).map((id) => makeUpsert(makeDataset(id, { title: `新的 ${id}` }), 'updated')),
      true,
    );
    const { datasets } = hub.reading;
    const live = ids.slice(3).map((id) => makeDataset(id).identifier);
    for (const step of [1, 2, 7, 20, 100]) {
      const found: string[] = [];
      for (let last = ''; ;) {
        const page = datasets.after(last, step);
        expect(page.length).toBeLessThanOrEqual(step);
        found.push(...page.map(({ dataset }) => dataset.identifier));
        const end = page.at(-1);
        if (end === undefined) break;
        last = end.dataset.identifier;
      }
      expect(found).toEqual([...live].sort());
    }
    expect([...datasets.all()].map(({ dataset }) => dataset.identifier)).toEqual([...live].sort());
    await hub.close();
  });
});
