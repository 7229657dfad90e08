import { HARVESTER_KINDS } from '../../harvesters/index.js';
import { openSchemas } from '../../src/app/hub-schemas.js';
import { rehearseSource } from '../../src/app/rehearse-source.js';
import { defineSources, loadConfig } from '../../src/config/load-config.js';
import type { RehearsalReport } from '../../src/domain/rehearsal.js';
import { isCron } from '../../src/schedule/cron.js';
import { type RehearsalPortal, startRehearsalPortal } from './rehearsal-portals.js';

const schemas = openSchemas('schemas');
const checks = {
  kinds: Object.values(HARVESTER_KINDS),
  schemas: schemas.files,
  validate: schemas.compiled.validate.bind(schemas.compiled),
  isCron,
};

/** A rehearsal of a source of the portal's kind, and how often the portal itself was asked. */
export async function rehearsePortal(
  portal: RehearsalPortal,
  { faults = [], limits = {} }: { readonly faults?: readonly string[]; readonly limits?: object } = {},
): Promise<{ readonly report: RehearsalReport; readonly asked: number }> {
  const running = await startRehearsalPortal(portal);
  try {
    const shipped = await loadConfig({ ...checks, env: { tokens: {}, unknown: [] }, dir: 'config' });
    const stated = {
      ...{ id: portal.kind, title: portal.kind, kind: portal.kind, url: running.url },
      ...{ options: portal.options, network: { allowPrivate: true }, limits: { missingRuns: 1, ...limits } },
    };
    const sources = defineSources([stated], shipped.hub, {
      ...checks,
      profiles: shipped.profiles,
      crosswalks: Object.keys(shipped.crosswalks),
    });
    const report = await rehearseSource(
      { sourceId: portal.kind, faults, signal: new AbortController().signal },
      { configuration: { ...shipped, sources }, schemas },
    );
    return { report, asked: running.asked() };
  } finally {
    await running.close();
  }
}
