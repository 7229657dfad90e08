import { join } from 'node:path';
import { readEnv } from '../../../src/config/env.js';
import { defineSources } from '../../../src/config/load-config.js';
import { ConfigError } from '../../../src/domain/errors.js';
import type { Source } from '../../../src/domain/source.js';
import { CHECKS, FIXTURES, loadFolder } from './load-fixture.js';

const GOOD = join(FIXTURES, 'good');
const STATED = {
  id: 'demo-1',
  kind: 'ckan',
  title: '门户',
  url: 'http://127.0.0.1:5000',
  network: { allowPrivate: true },
};

async function define(keys: object): Promise<Source | undefined> {
  const { hub } = await loadFolder(GOOD);
  return defineSources([{ ...STATED, ...keys }], hub, { ...CHECKS, crosswalks: [], profiles: {} })[0];
}

async function pointersOf(keys: object): Promise<readonly string[]> {
  try {
    await define(keys);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ pointer }) => pointer);
    throw error;
  }
  return [];
}

describe('when a source runs', () => {
  it('is a cron expression or a rhythm, with full runs of their own', async () => {
    const source = await define({ every: '6h', fullSchedule: '0 2 * * 0', priority: 'high' });
    expect(source).toMatchObject({ every: '6h', fullSchedule: '0 2 * * 0', priority: 'high' });
    expect(await define({ schedule: '10 3 * * *' })).toMatchObject({ priority: 'normal', auditEvery: 10 });
    expect(await define({ auditEvery: 0 })).toMatchObject({ auditEvery: 0 });
  });

  it.each([
    [{ every: '6h', schedule: '10 3 * * *' }, ['/every']],
    [{ every: '0h' }, ['/every']],
    [{ every: 'daily' }, ['/every']],
    [{ fullSchedule: 'sundays' }, ['/fullSchedule']],
    [{ priority: 'urgent' }, ['/priority']],
    [{ auditEvery: -1 }, ['/auditEvery']],
  ])('is refused where it means nothing: %j', async (keys, pointers) => {
    expect(await pointersOf(keys)).toEqual(pointers);
  });
});

describe('alarms', () => {
  it('of a source are those of the hub where it says nothing, without their addresses', async () => {
    const source = await define({ alarms: { silence: 0 } });
    expect(source?.alarms).toEqual({ silence: 0, failures: 3, moved: 0.3 });
  });

  it('take their secrets from the environment, apart from the rest', async () => {
    const env = readEnv({ LIANMU_WEBHOOK_SECRET: 'hunter2', LIANMU_SMTP_URL: 'smtp://a:hunter3@localhost' });
    const { hub, hubSecrets } = await loadFolder(GOOD, env);
    expect(hubSecrets).toEqual({ webhook: 'hunter2', smtpUrl: 'smtp://a:hunter3@localhost' });
    expect(JSON.stringify(hub)).not.toContain('hunter');
  });
});
