import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoRequest, DemoRun, Serving } from '../cli/requests.js';
import type { Configuration } from '../config/hub-config.js';
import { demoMap } from '../demo/demo-map.js';
import { demoSources } from '../demo/demo-sources.js';
import { startProvince } from '../demo/province-server.js';
import type { RunningProvince } from '../demo/province-server.js';
import { defineStated } from './define-source.js';
import { HubApplication } from './hub-application.js';
import type { HubParts } from './hub-application.js';

/** Starts the simulated province on loopback and a hub of its own for it, in a folder that goes with them. */
export async function runDemo(request: DemoRequest, parts: HubParts): Promise<DemoRun> {
  const { size, seed, day, reporter, signal } = request;
  const dataDir = await mkdtemp(join(tmpdir(), 'lianmu-demo-'));
  const province = await startProvince({ size, seed, day, mixed: true });
  const hub = new HubApplication({ ...parts, configuration: demoConfiguration(province, dataDir, parts) });
  const end = async (): Promise<void> => {
    await hub.close();
    await province.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const reports = await hub.harvest({ sources: [], dryRun: false, full: false, reporter, signal });
    if (request.once || signal.aborted) {
      await end();
      return { reports };
    }
    const serving = await hub.serve({ signal, ...(request.port !== undefined && { port: request.port }) });
    return { reports, serving: endingWith(serving, end) };
  } catch (error) {
    await end();
    throw error;
  }
}

function demoConfiguration(province: RunningProvince, dataDir: string, parts: HubParts): Configuration {
  const { configuration } = parts;
  const { silence, failures, moved } = configuration.hub.alarms;
  // Nobody is to be woken by a demonstration.
  const alarms = { silence, failures, moved, allowPrivate: false };
  // Its own portals may be validated by their addresses.
  const { portal } = configuration.hub;
  const hub = {
    ...configuration.hub,
    ...{ dataDir, alarms, validator: { fetch: true } },
    portal: { ...portal, map: portal.map ?? demoMap() },
  };
  const sources = defineStated(demoSources(province.portals, { hasRegions: true }), parts, hub);
  return { ...configuration, hub, sources, secrets: {} };
}

function endingWith(serving: Serving, end: () => Promise<void>): Serving {
  return { url: serving.url, closed: serving.closed.finally(end) };
}
