import type { PublisherDraft } from '../../src/domain/dataset.js';
import { isJsonObject } from '../../src/domain/json-values.js';
import type { RecordNode } from './node.js';
import { bestText, iriOf, labelOf, valuesOf, wordOf } from './values.js';

/** 统一社会信用代码 has 18 characters; every other identifier is the portal's own. */
const USCC = /^[0-9A-Z]{18}$/;

/** Who publishes a record, or where nobody does, who made it. A node that says nothing of itself is nobody. */
export function mapPublisher(node: RecordNode, languages: readonly string[]): PublisherDraft | undefined {
  for (const property of ['dct:publisher', 'dc:publisher', 'dct:creator']) {
    for (const value of valuesOf(node, property)) {
      const publisher = publisherOf(value, languages);
      if (publisher !== undefined) return publisher;
    }
  }
  return undefined;
}

function publisherOf(value: unknown, languages: readonly string[]): PublisherDraft | undefined {
  const text = wordOf(value)?.text.trim();
  if (text !== undefined) return { name: text };
  if (!isJsonObject(value)) return undefined;
  const name = labelOf(value, languages);
  if (name === undefined) return undefined;
  const identifier = bestText(valuesOf(value, 'dct:identifier'), [])?.text.trim();
  const code = identifier !== undefined && USCC.test(identifier) ? identifier : undefined;
  // The identifier is the same whether the agent has an IRI or is described anew with each dataset.
  const localId = identifier ?? iriOf(value);
  const description = bestText(valuesOf(value, 'dct:description'), languages)?.text;
  const imageUrl = iriOf(valuesOf(value, 'foaf:depiction')[0]);
  return {
    name,
    ...(code !== undefined && { code }),
    ...(localId !== undefined && { localId }),
    ...(description !== undefined && { description }),
    ...(imageUrl !== undefined && { imageUrl }),
  };
}
