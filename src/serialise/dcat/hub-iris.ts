import type { NamedNode } from 'n3';
import { conceptKey, type ListName } from './concept-lists.js';
import { iri } from './terms.js';

/** The addresses of everything that the hub names itself; they stay as long as the base URL does. */
export interface HubIris {
  readonly catalog: string;
  /** Who runs the hub. */
  readonly publisher: string;
  /** Namespace of the vocabulary for what DCAT has no words for. */
  readonly vocabulary: string;
  dataset(identifier: string): string;
  /** The dataset's page for people. */
  page(name: string): string;
  agent(identifier: string): string;
  source(sourceId: string): string;
  list(name: ListName): string;
  /** Undefined for a code that the list does not have. */
  concept(name: ListName, code: string | undefined): NamedNode | undefined;
  /** A term of the vocabulary. */
  readonly national: (local: string) => NamedNode;
  /** A format that no authority has a code for. */
  format(name: string): string;
}

export function createHubIris(url: string): HubIris {
  const vocabulary = `${url}/def/national#`;
  const terms = new Map<string, NamedNode>();
  const catalog = `${url}/catalog`;
  return {
    catalog,
    vocabulary,
    publisher: `${catalog}#publisher`,
    dataset: (identifier) => `${url}/dataset/${identifier}`,
    page: (name) => `${url}/dataset/${name}`,
    agent: (identifier) => `${url}/publisher/${identifier}`,
    source: (sourceId) => `${catalog}#source-${encodeURIComponent(sourceId)}`,
    list: (name) => `${url}/def/${name}`,
    concept(name, code) {
      const key = code === undefined ? undefined : conceptKey(name, code);
      return key === undefined ? undefined : iri(`${url}/def/${name}#${key}`);
    },
    national(local) {
      const known = terms.get(local) ?? iri(vocabulary + local);
      terms.set(local, known);
      return known;
    },
    format: (name) => `${catalog}#format-${encodeURIComponent(name.toWellFormed())}`,
  };
}
