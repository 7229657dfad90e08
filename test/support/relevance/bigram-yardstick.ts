import SqliteDatabase from 'better-sqlite3';
import type { Dataset } from '../../../src/domain/dataset.js';
import { documentName } from './judged-queries.js';
import { DEPTH } from './measures.js';

/** Finds the names of the first ten documents. */
export type Search = (query: string) => readonly string[];

export interface Yardstick {
  /** Every pair of the query has to occur, as FTS5 has it by itself. */
  readonly all: Search;
  /** Any of them. */
  readonly any: Search;
  close(): void;
}

/**
 * What anybody has who puts pairs of characters into SQLite's full text search: one column of title, keywords, publisher
 * and abstract, ranked by `bm25`. Nothing is folded but the case, which FTS5 does.
 */
export function buildYardstick(datasets: Iterable<Dataset>): Yardstick {
  const database = new SqliteDatabase(':memory:');
  database.exec("CREATE VIRTUAL TABLE pairs USING fts5(text, tokenize = 'unicode61')");
  const insert = database.prepare('INSERT INTO pairs (rowid, text) VALUES (?, ?)');
  const names: string[] = [''];
  for (const { title, keywords, publisher, abstract, sourceId, origin } of datasets) {
    const text = [title, ...(keywords ?? []), publisher.name, abstract ?? ''].join('\n');
    insert.run(names.length, pairsOf(text).join(' '));
    names.push(documentName(sourceId, origin.remoteId));
  }
  const find = database.prepare<[string], { rowid: number }>(
    `SELECT rowid FROM pairs WHERE pairs MATCH ? ORDER BY bm25(pairs), rowid LIMIT ${DEPTH}`,
  );
  const search =
    (joint: string): Search =>
    (query) => {
      const match = pairsOf(query).map((pair) => `"${pair}"`);
      return match.length === 0 ? [] : find.all(match.join(joint)).map(({ rowid }) => names[rowid] ?? '');
    };
  return {
    all: search(' AND '),
    any: search(' OR '),
    close() {
      database.close();
    },
  };
}

const RUN = /(?<han>\p{Script=Han}+)|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;

function pairsOf(text: string): string[] {
  return Array.from(text.matchAll(RUN)).flatMap(({ 0: run, groups }) => {
    const characters = groups?.['han'] === undefined ? [] : Array.from(run);
    if (characters.length < 2) return [run];
    return characters.slice(1).map((character, index) => (characters[index] ?? '') + character);
  });
}
