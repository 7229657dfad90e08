import type { ReindexRequest } from '../cli/requests.js';
import { searchRoom } from '../search/search-room.js';
import { prepareStore } from '../storage/prepare-store.js';
import { rebuildIndex } from '../storage/rebuild-index.js';

/** See `Application.reindex`. */
export async function reindexStore(dataDir: string, request: ReindexRequest): Promise<number> {
  prepareStore(dataDir, searchRoom);
  return rebuildIndex(dataDir, searchRoom, {
    signal: request.signal,
    progress: (progress) => request.onProgress?.(progress),
  });
}
