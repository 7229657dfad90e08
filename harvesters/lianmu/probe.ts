import { SourceResponseError, SourceUnavailableError } from '../../src/domain/errors.js';
import type { PortalClient, ProbeFinding } from '../../src/pipeline/ports.js';
import { createHubClient } from './client.js';

/** Nothing else has a feed like this one. */
export async function probeHub(
  portal: PortalClient,
  url: string,
  signal: AbortSignal,
): Promise<ProbeFinding | undefined> {
  const bases = new Set([url.replace(/[?#].*$/, '').replace(/\/(?:changes)?\/*$/, ''), new URL(url).origin]);
  for (const base of bases) {
    try {
      const { hub, datasets } = await createHubClient(portal, base).state(signal);
      const evidence = `changes/state answers as the hub ${hub}`;
      return { certainty: 1, evidence, records: datasets, url: base, options: {} };
    } catch (error) {
      if (!(error instanceof SourceResponseError) && !(error instanceof SourceUnavailableError)) throw error;
    }
  }
  return undefined;
}
