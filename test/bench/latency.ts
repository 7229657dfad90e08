import { Agent, get } from 'node:http';

/** One keep-alive client; milliseconds of each request, after a warm-up. */
export async function latencies(
  urls: readonly string[],
  options: { readonly warmUp: number; readonly requests: number },
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (let index = 0; index < options.warmUp + options.requests; index += 1) {
    const started = performance.now();
    await drain(urls[index % urls.length] ?? '', agent);
    if (index >= options.warmUp) times.push(performance.now() - started);
  }
  agent.destroy();
  return times;
}

/** Resolves when the whole answer has come; any status but 200 rejects. */
export function drain(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode ?? 0}`));
      answer.resume();
      answer.once('end', resolve);
      answer.once('error', reject);
    }).once('error', reject);
  });
}

/** The value below which `share` of the times lie. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
