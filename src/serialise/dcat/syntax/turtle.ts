import { type Quad, Writer } from 'n3';
import type { Prefixes, RdfWriter } from './rdf-writer.js';

/** Turtle, which Notation3 takes as it is, and N-Triples. */
export function createTurtleWriter(format: 'Turtle' | 'N-Triples', prefixes: Prefixes): RdfWriter {
  let written: string[] = [];
  const output = {
    write(chunk: string, _encoding: string, done?: () => void) {
      written.push(chunk);
      done?.();
    },
    end(done?: () => void) {
      done?.();
    },
  };
  const writer = new Writer(output, { format, ...(format === 'Turtle' && { prefixes: { ...prefixes } }) });
  const take = (): string => {
    const text = written.join('');
    written = [];
    return text;
  };
  return {
    start: take,
    add(quads: readonly Quad[]) {
      writer.addQuads([...quads]);
      return take();
    },
    end() {
      writer.end();
      return take();
    },
  };
}
