import { startPortal } from './portal.js';
import type { PortalOptions, RunningPortal } from './portal.js';
import { createProvince } from './province.js';
import type { City, Province, ProvinceOptions } from './province.js';

export interface ProvinceServerOptions extends ProvinceOptions {
  /** The first portal's port, the others follow; the default lets the system choose each. */
  readonly basePort?: number;
  /** Only these cities, by id. */
  readonly cities?: readonly string[];
  readonly delayMs?: number;
  readonly prerender?: boolean;
  readonly etags?: boolean;
}

/** All portals of a province, running in this process. */
export interface RunningProvince {
  readonly province: Province;
  readonly portals: readonly RunningPortal[];
  /** Moves time in all portals. */
  setDay(day: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts the portals of the province; when one cannot start, those already running are closed. */
export async function startProvince(options: ProvinceServerOptions): Promise<RunningProvince> {
  const province = createProvince(options);
  const portals: RunningPortal[] = [];
  async function close(): Promise<void> {
    await Promise.all(portals.map((portal) => portal.close()));
  }
  try {
    for (const [place, city] of chosenCities(province, options.cities).entries()) {
      portals.push(await startPortal(city, portalOptions(options, place)));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    province,
    portals,
    close,
    setDay: async (day) => {
      for (const portal of portals) await portal.setDay(day);
    },
  };
}

function chosenCities(province: Province, ids: readonly string[] | undefined): readonly City[] {
  if (ids === undefined) return province.cities;
  return ids.map((id) => {
    const city = province.cities.find((candidate) => candidate.id === id);
    if (city === undefined) throw new RangeError(`no city ${id} in ${province.name}`);
    return city;
  });
}

function portalOptions(options: ProvinceServerOptions, place: number): PortalOptions {
  return {
    port: options.basePort === undefined ? 0 : options.basePort + place,
    day: options.day ?? 0,
    ...(options.delayMs === undefined ? {} : { delayMs: options.delayMs }),
    prerender: options.prerender ?? false,
    etags: options.etags ?? false,
  };
}
