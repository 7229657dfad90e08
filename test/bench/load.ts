import { Agent } from 'node:http';
import { drain, quantile } from './latency.js';

/** What some clients met: milliseconds of a request, and requests a second of all clients together. */
export interface Load {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly perSecond: number;
  /** Answers that were none: the hub was too busy, and said so or cut the connection. */
  readonly refused: number;
}

export interface LoadPlan {
  readonly clients: number;
  /** It ends after so many seconds, though not before each address was asked for once. */
  readonly seconds: number;
}

/** Each is asked for in turn. */
export interface Addresses {
  readonly length: number;
  /** As it is asked for this time. */
  at(place: number): string;
}

export function fixedAddresses(urls: readonly string[]): Addresses {
  return { length: urls.length, at: (place) => urls[place] ?? '' };
}

/** Keep-alive clients that ask one address after the other, each as soon as the last is answered. */
export async function putLoad(urls: Addresses, plan: LoadPlan): Promise<Load> {
  const { met, seconds } = await askAll(urls, plan);
  const refused = met.reduce((sum, one) => sum + one.refused, 0);
  return {
    ...summary(
      met.flatMap(({ times }) => times),
      seconds,
    ),
    refused,
  };
}

/**
 * What each address met, asked for in turn by the same clients: of two that are compared, neither has the better connection
 * or the better seconds.
 */
export async function putLoads(urls: Addresses, plan: LoadPlan): Promise<readonly Load[]> {
  const { met, seconds } = await askAll(urls, plan);
  return met.map(({ times, refused }) => ({ ...summary(times, seconds), refused }));
}

/** Milliseconds of an address's answers, and how often there was none. */
interface Met {
  readonly times: number[];
  refused: number;
}

async function askAll(
  urls: Addresses,
  { clients, seconds }: LoadPlan,
): Promise<{ readonly met: readonly Met[]; readonly seconds: number }> {
  const began = performance.now();
  const met = Array.from({ length: urls.length }, (): Met => ({ times: [], refused: 0 }));
  let asked = 0;
  async function client(): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (asked < urls.length || performance.now() - began < seconds * 1000) {
      const place = asked % urls.length;
      asked += 1;
      const url = urls.at(place);
      const one = met[place];
      if (one === undefined) throw new Error('nothing is asked');
      const started = performance.now();
      const answered = await drain(url, agent).then(
        () => true,
        () => false,
      );
      if (answered) one.times.push(performance.now() - started);
      else one.refused += 1;
      if (one.refused > 1000) throw new Error(`${url} is refused`);
    }
    agent.destroy();
  }
  await Promise.all(Array.from({ length: clients }, client));
  return { met, seconds: (performance.now() - began) / 1000 };
}

export function summary(times: readonly number[], seconds: number): Load {
  return {
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
    perSecond: times.length / seconds,
    refused: 0,
  };
}
