import type { PublishedDataset } from '../../../src/domain/published.js';
import { createPackageTexts } from '../../../src/http/ckan/package-texts.js';
import type { DatasetReader } from '../../../src/pipeline/read-ports.js';
import { toCkanPackage } from '../../../src/serialise/ckan/package.js';
import { datasetOf, publish } from '../../support/published-datasets.js';

/** A reader that counts what is read of it; `published` is the state of its version. */
function readerOf(published: Map<string, PublishedDataset>) {
  const reads: string[] = [];
  const state = { version: 1, reads };
  const reader = {
    version: () => state.version,
    find(key: string) {
      reads.push(key);
      return published.get(key);
    },
  } as DatasetReader & typeof state;
  return { reader, state };
}

function packageOf(name: string, title: string, abstract = ''): PublishedDataset {
  return publish(datasetOf(name, { title, abstract }), { name, order: 1 });
}

describe('the texts of packages', () => {
  const first = packageOf('a', '公共停车场');

  it('are those of package_show, read once', () => {
    const { reader, state } = readerOf(new Map([['a', first]]));
    const texts = createPackageTexts(reader);
    const text = texts.find('a');
    expect(text?.toString()).toBe(JSON.stringify(toCkanPackage(first)));
    expect(texts.find('a')).toBe(text);
    expect(state.reads).toEqual(['a']);
  });

  it('are read anew when something was published', () => {
    const published = new Map([['a', first]]);
    const { reader, state } = readerOf(published);
    const texts = createPackageTexts(reader);
    texts.find('a');
    published.set('a', packageOf('a', '公共停车场（新）'));
    state.version = 2;
    expect(texts.find('a')?.toString()).toContain('公共停车场（新）');
    published.delete('a');
    state.version = 3;
    expect(texts.find('a')).toBeUndefined();
  });

  it('do not keep an absence: a dataset may be asked for by a name that it gets later', () => {
    const published = new Map<string, PublishedDataset>();
    const { reader, state } = readerOf(published);
    const texts = createPackageTexts(reader);
    expect(texts.find('a')).toBeUndefined();
    expect(texts.find('a')).toBeUndefined();
    expect(state.reads).toEqual(['a', 'a']);
  });

  it('give way to newer ones when they fill their room, the longest unused first', () => {
    const large = 'x'.repeat(10 * 1024 * 1024);
    const published = new Map(['a', 'b', 'c', 'd'].map((key) => [key, packageOf(key, key, large)]));
    const { reader, state } = readerOf(published);
    const texts = createPackageTexts(reader);
    for (const key of ['a', 'b', 'c', 'a', 'd', 'a', 'c', 'b']) texts.find(key);
    // Three fit: `d` drives out `b`, and `b`, asked for once more, `d`.
    expect(state.reads).toEqual(['a', 'b', 'c', 'd', 'b']);
  });
});
