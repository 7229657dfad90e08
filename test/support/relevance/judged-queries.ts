import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../project-root.js';

/** How they were judged stands beside the file, in `judged-queries.md`. */
const FILE = join(PROJECT_ROOT, 'test/fixtures/judged-queries.jsonl');

export const PERSONAS = ['citizen', 'journalist', 'analyst'] as const;
export type Persona = (typeof PERSONAS)[number];

/** 3: what was asked for; 2: useful for it; 1: touches it; 0: looked at and of no use. */
export type Grade = 0 | 1 | 2 | 3;

export interface JudgedQuery {
  readonly persona: Persona;
  readonly kind: string;
  readonly query: string;
  /** By `documentName`. Whatever is not in it has not been looked at. */
  readonly grades: ReadonlyMap<string, Grade>;
}

/** One name for a record of a source, whatever hub it is in. */
export function documentName(sourceId: string, remoteId: string): string {
  return `${sourceId}\t${remoteId}`;
}

export function readJudgedQueries(): readonly JudgedQuery[] {
  const lines = readFileSync(FILE, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { persona, kind, query, judged } = JSON.parse(line) as StatedQuery;
    const grades = Object.entries(judged).flatMap(([sourceId, records]) =>
      Object.entries(records).map(([remoteId, grade]) => [documentName(sourceId, remoteId), grade] as const),
    );
    return { persona, kind, query, grades: new Map(grades) };
  });
}

interface StatedQuery extends Pick<JudgedQuery, 'persona' | 'kind' | 'query'> {
  /** Grades by source id and remote id. */
  readonly judged: Readonly<Record<string, Readonly<Record<string, Grade>>>>;
}
