import type { Quad } from 'n3';
import type { DatasetGraph } from './dataset.js';
import type { HubIris } from './hub-iris.js';
import { SYNTAXES, type SyntaxName } from './syntax/syntaxes.js';
import { NAMESPACES } from './terms.js';

/** A document in one syntax, made piece by piece: `start`, what is added, `end`. */
export interface DcatDocument {
  start(): string;
  add(quads: readonly Quad[]): string;
  /** Nodes that a document has described already are left out. */
  addGraph(graph: DatasetGraph): string;
  end(): string;
}

/** Beyond these nodes are described again, so that no document grows without end. */
const REMEMBERED = 100_000;

export function createDcatDocument(syntax: SyntaxName, iris: HubIris): DcatDocument {
  const writer = SYNTAXES[syntax].create({ ...NAMESPACES, lm: iris.vocabulary });
  const described = new Set<string>();
  return {
    ...writer,
    addGraph({ quads, shared }) {
      const fresh: Quad[] = [...quads];
      if (described.size > REMEMBERED) described.clear();
      for (const [address, statements] of shared) {
        if (described.has(address)) continue;
        described.add(address);
        fresh.push(...statements);
      }
      return writer.add(fresh);
    },
  };
}
