import { parseArgs } from 'node:util';
import { startProvince } from './province-server.js';
import type { ProvinceServerOptions, RunningProvince } from './province-server.js';
import { createProvince } from './province.js';

const USAGE =
  'usage: portal-process --seed N --size N [--day N] [--cities N | --city ID] [--port N] [--prerender] [--mixed] [--start-date YYYY-MM-DD]';

const OPTIONS = {
  seed: { type: 'string', default: '1' },
  size: { type: 'string', default: '3000' },
  day: { type: 'string', default: '0' },
  cities: { type: 'string' },
  city: { type: 'string' },
  port: { type: 'string', default: '0' },
  prerender: { type: 'boolean', default: false },
  mixed: { type: 'boolean', default: false },
  'start-date': { type: 'string' },
} as const;

function whole(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new RangeError(`--${name} must be a whole number, not ${text}\n${USAGE}`);
  return Number(text);
}

function readOptions(argv: readonly string[]): ProvinceServerOptions {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS, strict: true });
  const port = whole('port', values.port);
  const startDate = values['start-date'];
  const options: ProvinceServerOptions = {
    seed: whole('seed', values.seed),
    size: whole('size', values.size),
    day: whole('day', values.day),
    ...(startDate === undefined ? {} : { startDate }),
    ...(port === 0 ? {} : { basePort: port }),
    prerender: values.prerender,
    mixed: values.mixed,
  };
  if (values.city !== undefined) return { ...options, cities: [values.city] };
  if (values.cities === undefined) return options;
  const ids = createProvince(options).cities.map((city) => city.id);
  return { ...options, cities: ids.slice(0, whole('cities', values.cities)) };
}

/**
 * Starts portals as the arguments say and announces them in one line of JSON:
 * `{"portals":[{"id","title","url","count"}]}`. Throws for arguments that make no sense.
 */
export async function runPortalCommand(
  argv: readonly string[],
  announce: (line: string) => void,
): Promise<RunningProvince> {
  const running = await startProvince(readOptions(argv));
  const portals = running.portals.map(({ city, url, count }) => ({
    id: city.id,
    title: city.title,
    url,
    count,
  }));
  announce(`${JSON.stringify({ portals })}\n`);
  return running;
}
