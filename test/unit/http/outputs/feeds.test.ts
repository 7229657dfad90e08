import { load } from 'cheerio';
import type { SetAsideChange } from '../../../../src/domain/change.js';
import { toWebUri } from '../../../../src/serialise/iri.js';
import { FollowingHub } from '../../../support/following-hub.js';
import { makeDataset, makeSource, makeUpsert } from '../../../support/make-dataset.js';
import { readXml, type XmlElement } from '../../../support/read-xml.js';

const ATOM = 'http://www.w3.org/2005/Atom';
const SITE_URL = 'https://hub.example.org';
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const source = makeSource();
const NASTY = 'a\u0000\u001b\ufffe\u202e<b>&"\'\ud83d ]]> \u{20000}';

let hub: FollowingHub;
beforeAll(async () => {
  hub = new FollowingHub();
  await hub.start();
  const distributions = [{ identifier: 'f1', title: '秘密', url: 'https://portal.example.org/secret.csv' }];
  await hub.publish(source, [
    makeUpsert(makeDataset('gone', { title: '不再有' })),
    ...Array.from({ length: 50 }, (_, index) => makeUpsert(makeDataset(`r${index}`))),
  ]);
  const refused: SetAsideChange = {
    ...{ type: 'set-aside', outcome: 'refused', remoteId: 'gone', mappingVersion: 'test/1', problems: [] },
  };
  await hub.publish(source, [
    refused,
    makeUpsert(makeDataset('closed', { title: '停车 closed', visibility: 'closed', distributions })),
    makeUpsert(
      makeDataset('nasty', {
        title: NASTY,
        abstract: `${'天'.repeat(1999)}\u{20000}${'x'.repeat(1_000_000)}`,
        keywords: [NASTY, ''],
        publisher: { name: '卫健委', localId: 'wjw' },
        landingPage: 'mailto:someone @example.org',
      }),
    ),
    makeUpsert(makeDataset('blank', { title: ' \u0001' })),
  ]);
});
afterAll(() => hub.close());

async function get(
  path: string,
): Promise<{ readonly status: number; readonly type: string; readonly text: string }> {
  const answer = await fetch(`${hub.url}${path}`);
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
}

/** Checks what RFC 4287 asks of every feed. */
async function atom(path: string): Promise<XmlElement> {
  const { status, type, text } = await get(path);
  expect([status, type]).toEqual([200, 'application/atom+xml;charset=utf-8']);
  const feed = readXml(text);
  expect(feed).toMatchObject({ name: 'feed', namespace: ATOM });
  for (const one of ['id', 'title', 'updated', 'author']) expect(feed.all(one)).toHaveLength(1);
  const entries = feed.all('entry');
  for (const part of [feed, ...entries]) {
    expect(part.all('id')).toHaveLength(1);
    expect(toWebUri(part.text('id')) ?? part.text('id')).toMatch(
      /^(?:https:\/\/hub\.|urn:uuid:[0-9a-f-]{36}$)/,
    );
    expect(part.text('title').trim()).not.toBe('');
    expect(part.text('updated')).toMatch(TIME);
    for (const person of part.all('author')) expect(person.text('name').trim()).not.toBe('');
    for (const { attributes } of part.all('link')) expect(URL.canParse(attributes['href'] ?? '')).toBe(true);
    for (const { attributes } of part.all('category')) expect(attributes['term']).toMatch(/\S/);
  }
  const ids = entries.map((entry) => entry.text('id'));
  expect(new Set(ids).size).toBe(ids.length);
  return feed;
}

function linkOf(feed: XmlElement, rel: string): string | undefined {
  return feed.all('link').find(({ attributes }) => attributes['rel'] === rel)?.attributes['href'];
}

/** All entries of a feed, page after page. */
async function walk(path: string): Promise<readonly XmlElement[]> {
  const pages: XmlElement[] = [];
  for (let next: string | undefined = `${SITE_URL}${path}`; next !== undefined;) {
    const feed = await atom(next.slice(SITE_URL.length));
    expect(linkOf(feed, 'self')).toBe(next);
    pages.push(feed);
    next = linkOf(feed, 'next');
  }
  return pages;
}

describe('the feed of all', () => {
  it('leads through all datasets, the last changed first, with what is gone', async () => {
    const pages = await walk('/feeds/all.atom');
    const entries = pages.flatMap((page) => page.all('entry'));
    expect(pages).toHaveLength(3);
    expect(entries).toHaveLength(53);
    const times = entries.map((entry) => entry.text('updated'));
    expect(times).toEqual([...times].sort().reverse());
    const gone = pages.flatMap((page) => page.all('deleted-entry'));
    expect(gone).toHaveLength(1);
    expect(gone[0]?.namespace).toBe('http://purl.org/atompub/tombstones/1.0');
    expect(gone[0]?.attributes['ref']).toMatch(/^urn:uuid:/);
    expect(gone[0]?.attributes['when']).toMatch(TIME);
    expect(new Set(pages.map((page) => page.text('id')))).toEqual(new Set([`${SITE_URL}/feeds/all.atom`]));
  });

  it('shows neither what was refused nor the files of a closed dataset', async () => {
    const texts = await Promise.all(['atom', 'rss'].map((format) => get(`/feeds/all.${format}`)));
    for (const { text } of texts) {
      expect(text).toContain('停车 closed');
      expect(text).not.toMatch(/secret|秘密|不再有/);
    }
  });

  it('takes texts as portals write them', async () => {
    const feed = await atom('/feeds/all.atom');
    const nasty = feed.all('entry').find((entry) => entry.text('title').startsWith('a\u202e<b>'));
    expect(nasty?.text('title')).toBe('a\u202e<b>&"\' ]]> \u{20000}');
    expect(nasty?.text('summary')).toBe(`${'天'.repeat(1999)}…`);
    expect(nasty?.all('category').map(({ attributes }) => attributes['term'])).toContain(
      'a\u202e<b>&"\' ]]> \u{20000}',
    );
  });

  it('has a time before anything was published', async () => {
    const empty = new FollowingHub();
    await empty.start();
    const answer = await fetch(`${empty.url}/feeds/all.atom`);
    expect(readXml(await answer.text()).text('updated')).toMatch(TIME);
    await empty.close();
  });
});

describe('a feed of some', () => {
  it.each([
    ['organization', 1],
    ['group/transport', 53],
    ['source/jiangcheng', 53],
    ['tag/停车', 52],
    ['custom', 53],
  ])('%s has its datasets', async (path, count) => {
    const [health] = hub.store.reading.datasets.publishers().filter(({ title }) => title === '卫健委');
    const name = path === 'organization' ? `${path}/${health?.name ?? ''}` : path;
    const entries = (await walk(`/feeds/${encodeURI(name)}.atom`)).flatMap((page) => page.all('entry'));
    expect(entries).toHaveLength(count);
  });

  it('of a search keeps its words from page to page', async () => {
    const feed = await atom('/feeds/custom.atom?q=%E5%81%9C%E8%BD%A6&tags=%E4%BA%A4%E9%80%9A');
    expect(linkOf(feed, 'next')).toBe(
      `${SITE_URL}/feeds/custom.atom?q=%E5%81%9C%E8%BD%A6&tags=%E4%BA%A4%E9%80%9A&page=2`,
    );
    expect(linkOf(feed, 'alternate')).toBe(
      `${SITE_URL}/dataset?q=%E5%81%9C%E8%BD%A6&tags=%E4%BA%A4%E9%80%9A`,
    );
    expect(linkOf(feed, 'last')).toContain('page=3');
    expect(feed.text('title')).toContain('停车 · 交通');
  });

  it.each([
    ['/feeds/all', 404],
    ['/feeds/all.xml', 404],
    ['/feeds/organization/none.atom', 404],
    ['/feeds/group/none.rss', 404],
    ['/feeds/source/none.atom', 404],
    ['/feeds/custom.atom?page=0', 400],
    ['/feeds/all.atom?before=x', 400],
    ['/feeds/custom.atom?q=title:%5B', 400],
  ])('%s is %i', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  it('is not sent twice', async () => {
    const first = await fetch(`${hub.url}/feeds/custom.atom?q=x`);
    await first.text();
    const again = await fetch(first.url, { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });
});

describe('RSS', () => {
  it('has what RSS 2.0 asks for', async () => {
    const { type, text } = await get('/feeds/all.rss');
    expect(type).toBe('application/rss+xml;charset=utf-8');
    const rss = readXml(text);
    expect(rss).toMatchObject({ name: 'rss', attributes: { version: '2.0' } });
    const [channel] = rss.all('channel');
    for (const one of ['title', 'link', 'description']) expect(channel?.text(one)).toMatch(/\S/);
    const items = channel?.all('item') ?? [];
    expect(items).toHaveLength(19);
    for (const item of items) {
      expect(item.text('title')).toMatch(/\S/);
      expect(item.text('guid')).toMatch(/^urn:uuid:/);
      expect(item.all('guid')[0]?.attributes['isPermaLink']).toBe('false');
      expect(Date.parse(item.text('pubDate'))).not.toBeNaN();
      expect(item.text('pubDate')).toMatch(/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/);
    }
  });
});

describe('pages', () => {
  it.each([
    ['/', '/feeds/all'],
    ['/dataset', '/feeds/all'],
    ['/dataset?q=%E6%95%99%E8%82%B2&page=2', '/feeds/custom'],
  ])('%s names its feeds', async (path, feed) => {
    const document = load((await get(path)).text);
    const links = document('link[rel=alternate][type$="+xml"]').toArray();
    expect(links.map(({ attribs }) => attribs['type'])).toEqual([
      'application/atom+xml',
      'application/rss+xml',
    ]);
    for (const { attribs } of links) {
      expect(attribs['href']).toContain(feed);
      expect((await get(attribs['href'] ?? '')).status).toBe(200);
    }
  });
});
