import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Application } from '../../../src/cli/application.js';
import type { ProbeReport, ProbeRequest } from '../../../src/cli/requests.js';
import { renderSourceDraft } from '../../../src/cli/source-draft.js';
import { parseYaml } from '../../../src/config/yaml-file.js';
import { run, SOURCE } from './fake-world.js';

const FOUND: ProbeReport = {
  url: 'https://data.example.org/',
  seen: 'an HTML page (“江城市公共数据开放平台”)',
  asked: ['ckan', 'dcat'],
  findings: [
    {
      kind: 'ckan',
      title: 'CKAN',
      certainty: 1,
      evidence: 'status_show says CKAN 2.10.4',
      records: 1308,
      url: 'https://data.example.org',
      options: {},
    },
    {
      kind: 'dcat',
      title: 'DCAT',
      certainty: 0.6,
      evidence: 'a catalogue in Turtle',
      url: 'https://data.example.org/catalog.ttl',
      options: {},
    },
  ],
  draft: {
    id: 'data-example-org',
    values: { kind: 'ckan', title: '江城市公共数据开放平台', url: 'https://data.example.org' },
  },
};
const NOTHING: ProbeReport = {
  url: 'https://x.example/',
  seen: 'an HTML page (“首页”)',
  asked: ['ckan', 'dcat'],
  findings: [],
};

function probing(report: ProbeReport, requests: ProbeRequest[] = []): Partial<Application> {
  return {
    configuredSources: () => [SOURCE],
    probe: (request) => {
      requests.push(request);
      return Promise.resolve(report);
    },
  };
}

describe('lianmu sources probe', () => {
  it('drafts the file on standard output and explains on standard error', async () => {
    const { code, out, err } = await run(['sources', 'probe', 'https://data.example.org'], {
      application: probing(FOUND),
    });
    expect(code).toBe(0);
    expect(parseYaml('draft', Buffer.from(out))).toMatchObject({
      problems: [],
      yaml: { value: FOUND.draft?.values },
    });
    expect(out).toContain('# CKAN: status_show says CKAN 2.10.4');
    expect(out).toContain('# 1,308 records');
    expect(err).toContain('an HTML page (“江城市公共数据开放平台”)');
    expect(err).toContain('  ckan (100 %): status_show says CKAN 2.10.4, 1,308 records');
    expect(err).toContain('  dcat (60 %): a catalogue in Turtle');
  });

  it('ends with 1 and says what was seen when nothing is recognised', async () => {
    const { code, out, err } = await run(['sources', 'probe', 'https://x.example'], {
      application: probing(NOTHING),
    });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('an HTML page (“首页”)');
    expect(err).toContain('No kind of portal was recognised (asked: ckan, dcat).');
  });

  it('prints the whole report as JSON', async () => {
    const { out, err } = await run(['sources', 'probe', 'https://data.example.org', '--json'], {
      application: probing(FOUND),
    });
    expect(JSON.parse(out)).toEqual(FOUND);
    expect(err).toBe('');
    const none = await run(['sources', 'probe', 'https://x.example', '--json'], {
      application: probing(NOTHING),
    });
    expect([none.code, JSON.parse(none.out)]).toEqual([1, NOTHING]);
  });

  it('hands the address and the permission on', async () => {
    const requests: ProbeRequest[] = [];
    const application = probing(FOUND, requests);
    await run(['sources', 'probe', 'https://a.example'], { application });
    await run(['sources', 'probe', 'https://a.example', '--allow-private'], { application });
    expect(requests).toMatchObject([
      { url: 'https://a.example', allowPrivate: false },
      { url: 'https://a.example', allowPrivate: true },
    ]);
  });

  it('writes the file under the id, and never over one that is there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lianmu-probe-'));
    const requests: ProbeRequest[] = [];
    const argv = [
      'sources',
      'probe',
      'https://data.example.org',
      '--write',
      'yanxi-city',
      '--config',
      folder,
    ];
    const first = await run(argv, { application: probing(FOUND, requests) });
    const file = join(folder, 'sources', 'yanxi-city.yaml');
    expect(first).toMatchObject({ code: 0, out: '' });
    expect(first.err).toContain(`${file} written`);
    expect(requests).toMatchObject([{ sourceId: 'yanxi-city' }]);
    const text = await readFile(file, 'utf8');
    expect(text).toContain('\nkind: ckan\n');
    const second = await run(argv, { application: probing(FOUND) });
    expect(second.code).toBe(2);
    expect(second.err).toContain('cannot be written (EEXIST)');
    expect(await readFile(file, 'utf8')).toBe(text);
    await rm(folder, { recursive: true });
  });

  it.each([['Jiangcheng'], ['../x'], [SOURCE.id]])('refuses the id %s before it asks', async (id) => {
    const requests: ProbeRequest[] = [];
    const { code } = await run(['sources', 'probe', 'https://a.example', '--write', id], {
      application: probing(FOUND, requests),
    });
    expect([code, requests]).toEqual([2, []]);
  });
});

describe('renderSourceDraft', () => {
  it.each([
    [{ options: { list: ['a', 'b'], deep: { 更新: 'yes', n: 1, none: {} } } }],
    [{ title: 'a: b # c' }],
    [{ title: 'on' }],
    [{ title: '"quoted"\\' }],
    [{ title: '2026-11-22' }],
    [{ title: '- x', url: 'https://x.example/a?b=c#d' }],
    [{ url: 'https://x.example:8080/a:' }],
    [{ options: { 'a b': true, '@x': null, y: 'n' } }],
    [{ title: '\u{1f600}\u2028x' }],
  ])('writes YAML that reads as %j', (values) => {
    const text = renderSourceDraft({ id: 'x', values }, { ...FOUND }, (words) => words.zh);
    expect(parseYaml('draft', Buffer.from(text))).toMatchObject({ problems: [], yaml: { value: values } });
  });

  it('keeps what a portal says within its comment', () => {
    const [finding] = FOUND.findings;
    const report = { ...FOUND, findings: [{ ...finding!, evidence: 'x\nkind: gopher\u2028y: 1\rz: 2' }] };
    const text = renderSourceDraft({ id: 'x', values: { kind: 'ckan' } }, report, (words) => words.en);
    expect(parseYaml('draft', Buffer.from(text)).yaml.value).toEqual({ kind: 'ckan' });
  });
});
