import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import { pilotFigures } from '../../../src/app/pilot/pilot-figures.js';
import { writePilotFile } from '../../../src/app/pilot/pilot-file.js';
import type { Application } from '../../../src/cli/application.js';
import type { PilotRequest } from '../../../src/cli/requests.js';
import { NO_SEARCH_WORDS } from '../../../src/domain/search-words.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';
import { run } from './fake-world.js';

describe('lianmu report pilot', () => {
  const hub = new TempHub();
  const folder = mkdtempSync(join(tmpdir(), 'lianmu-report-'));
  const source = makeSource({ region: '江城市' });
  const asked: PilotRequest[] = [];
  const application: Partial<Application> = {
    pilotReport(request) {
      asked.push(request);
      return pilotFigures(request, {
        hub: { dataDir: hub.dataDir, timezone: 'Asia/Shanghai', overdueTolerance: 0 },
        ...{ sources: [source], words: NO_SEARCH_WORDS, reading: hub.reading },
        now: () => new Date(hub.time),
      });
    },
    pilotFile: (report, form) =>
      writePilotFile(report, { form, base: 'https://hub.example.org', language: 'en' }),
  };
  beforeAll(() =>
    hub.publish(source, [makeUpsert(makeDataset('one', { openness: { type: 'unconditional' } }))]),
  );
  afterAll(async () => {
    await hub.close();
    rmSync(folder, { recursive: true });
  });

  it('says of each threshold whether it is reached', async () => {
    const { out, code } = await run(['report', 'pilot'], { application });
    expect(code).toBe(0);
    expect(out).toMatch(/Open datasets +1 +≥ 300 +✗ not reached +1 +open to all, and on request/);
    // Nothing can be downloaded: there is no share.
    expect(out).toMatch(/Machine-readable share +– +≥ 90 % +✗ not reached +0 \/ 0/);
    expect(out).toMatch(/Transport +1 +✗ not reached/);
    expect(out).toContain('Portals connected: 1 / 1');
    expect((await run(['report', 'pilot', '--lang', 'zh'], { application })).out).toContain('未达标');
  });

  it('passes on whose figures are asked for, and of when', async () => {
    await run(['report', 'pilot', '--source', source.id, '--as-of', '1'], { application });
    expect(asked.at(-1)).toEqual({ sources: [source.id], asOf: 1 });
    await run(['report', 'pilot', '--region', '江城市'], { application });
    expect(asked.at(-1)).toEqual({ sources: [], region: '江城市' });
    expect(await run(['report', 'pilot', '--as-of', 'soon'], { application })).toMatchObject({ code: 2 });
  });

  it('writes JSON and a workbook with the addresses of the datasets', async () => {
    const { out } = await run(['report', 'pilot', '--json'], { application });
    expect(JSON.parse(out)).toMatchObject({ seq: 1, domains: { full: 0, started: 1 } });
    const file = join(folder, 'pilot.xlsx');
    expect(await run(['report', 'pilot', '--xlsx', file], { application })).toMatchObject({
      code: 0,
      out: '',
    });
    const book = read(readFileSync(file));
    const rows = utils.sheet_to_json<Record<string, unknown>>(book.Sheets['Figures'] ?? {});
    const total = rows.find((row) => row['Measure'] === 'Open datasets');
    expect(total).toMatchObject({ Numerator: 1, Threshold: 300, Reached: 'no' });
    expect(total?.['Datasets of the numerator']).toContain(
      'https://hub.example.org/api/3/action/package_search',
    );
    const nowhere = await run(['report', 'pilot', '--xlsx', join(folder, 'no', 'x.xlsx')], { application });
    expect(nowhere).toMatchObject({ code: 2 });
  });
});
