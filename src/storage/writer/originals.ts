import { portalKey, readOriginal } from '../../domain/origin-chain.js';
import type { Database } from '../database.js';

/** A record that its portal has from elsewhere, as its row says it. */
export interface Chained {
  readonly original: string;
  /** Places that it passed before its portal. */
  readonly hops: number;
  /** Its own row, where it is live. */
  readonly liveKey?: number;
}

/**
 * Finds what a re-federated record is a copy of, in the other sources: what came straight from the portal that both name,
 * also where that portal has withdrawn it, or a record with the same origin that is live, or was withdrawn, by a shorter way.
 * Of equal ways the one that is live stays, so that no source can take a record from another by saying it has it too.
 */
export class OriginalFinder {
  readonly #database: Database;
  readonly #sourceKey: number;
  readonly #direct;
  readonly #chained;
  #portals: ReadonlyMap<string, readonly number[]> | undefined;

  constructor(database: Database, sourceKey: number) {
    this.#database = database;
    this.#sourceKey = sourceKey;
    this.#direct = database.prepare<[number, string], { dataset_id: string }>(
      `SELECT dataset_id FROM dataset WHERE source_key = ? AND remote_id = ? AND hops = 0
       AND (state IN ('live', 'removed') OR outcome = 'refused')`,
    );
    this.#chained = database.prepare<
      [string, number, number, number, number, number],
      { dataset_id: string }
    >(
      `SELECT dataset_id FROM dataset WHERE original = ? AND source_key <> ?
       AND ((state = 'live' AND (hops < ? OR (hops = ? AND dataset_key < ?)))
            OR (state = 'removed' AND copy_of IS NULL AND hops < ?)) ORDER BY hops, dataset_key LIMIT 1`,
    );
  }

  /** Identifier of the dataset; undefined when the record is no copy. */
  find({ original, hops, liveKey = Infinity }: Chained): string | undefined {
    const said = readOriginal(original);
    if ('own' in said) return said.own;
    const sources = this.#sourcesOf(said.portal);
    for (const key of sources) {
      const row = this.#direct.get(key, said.id);
      if (row !== undefined) return row.dataset_id;
    }
    return this.#chained.get(original, this.#sourceKey, hops, hops, liveKey, hops)?.dataset_id;
  }

  /** The other sources of a portal; all of them for an id that is the same everywhere. */
  #sourcesOf(portal: string | undefined): readonly number[] {
    this.#portals ??= this.#readPortals();
    return this.#portals.get(portal ?? EVERYWHERE) ?? [];
  }

  #readPortals(): ReadonlyMap<string, readonly number[]> {
    const portals = new Map<string, number[]>([[EVERYWHERE, []]]);
    const rows = this.#database
      .prepare<[number], { source_key: number; portal: string | null }>(
        'SELECT source_key, portal FROM source WHERE source_key <> ?',
      )
      .all(this.#sourceKey);
    for (const { source_key: key, portal } of rows) {
      portals.get(EVERYWHERE)?.push(key);
      if (portal === null) continue;
      const name = portalKey(portal);
      portals.set(name, [...(portals.get(name) ?? []), key]);
    }
    return portals;
  }
}

const EVERYWHERE = '*';
