import type { Quad } from 'n3';

/** Text of a graph that is given piece by piece: `start`, what `add` gives each time, `end`. */
export interface RdfWriter {
  start(): string;
  add(quads: readonly Quad[]): string;
  end(): string;
}

/** Namespaces by prefix, the hub's own among them. */
export type Prefixes = Readonly<Record<string, string>>;

/** Statements about one node that stand beside each other. */
export function* bySubject(quads: readonly Quad[]): Generator<readonly Quad[], void> {
  let group: Quad[] = [];
  for (const quad of quads) {
    if (group[0] !== undefined && group[0].subject.value !== quad.subject.value) {
      yield group;
      group = [];
    }
    group.push(quad);
  }
  if (group.length > 0) yield group;
}
