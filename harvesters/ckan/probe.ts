import { SourceResponseError, SourceUnavailableError } from '../../src/domain/errors.js';
import { firstText } from '../../src/domain/json-values.js';
import type { PortalClient, ProbeFinding } from '../../src/pipeline/ports.js';
import { ckanBaseUrl, createCkanClient, type CkanClient } from './client.js';

/**
 * Asks for the number of datasets and for the version, under the address and, if it leads to a page of a portal, under its
 * host. Who states a CKAN version speaks CKAN; DKAN and gateways before a CKAN are told by their answers alone.
 */
export async function probeCkan(
  portal: PortalClient,
  url: string,
  signal: AbortSignal,
): Promise<ProbeFinding | undefined> {
  try {
    for (const base of new Set([ckanBaseUrl(url), new URL(url).origin])) {
      const finding = await probeBase(base, createCkanClient(portal, base, signal));
      if (finding !== undefined) return finding;
    }
  } catch (error) {
    if (!(error instanceof SourceUnavailableError)) throw error;
  }
  return undefined;
}

async function probeBase(url: string, client: CkanClient): Promise<ProbeFinding | undefined> {
  const records = await answered(client.countPackages());
  const status = await answered(client.showStatus());
  const version = firstText(status?.['ckan_version']);
  if (version !== undefined) {
    const search = records === undefined ? ', but package_search does not answer' : '';
    const evidence = `status_show says CKAN ${version}${search}`;
    return { certainty: 1, evidence, url, options: {}, ...counted(records) };
  }
  if (records !== undefined) {
    const evidence = 'package_search answers, status_show names no CKAN version';
    return { certainty: 0.9, evidence, url, options: {}, ...counted(records) };
  }
  // DKAN has the lists and no search.
  const keys = await answered(client.listPackageKeys());
  if (keys === undefined) return undefined;
  const evidence = 'package_list answers, package_search does not';
  return { certainty: 0.8, evidence, url, options: {}, records: keys.length };
}

function counted(records: number | undefined): { readonly records?: number } {
  return records === undefined ? {} : { records };
}

/** Undefined for another answer than CKAN's; a portal that gives none at all is asked no more. */
async function answered<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof SourceResponseError) return undefined;
    if (error instanceof SourceUnavailableError && error.status !== undefined) return undefined;
    throw error;
  }
}
