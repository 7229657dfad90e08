import { parentPort, workerData } from 'node:worker_threads';
import type { PageForms, SearchRequest } from '../pipeline/read-ports.js';
import { openSearch } from './open-search.js';
import type { OpenSearch } from './open-search.js';
import type { SearchThreadData } from './search-thread.js';
import { createAnswerer, Moved } from './thread-calls.js';

/** The search thread's own side. Two ports: searches are answered between the steps of following a publication. */

const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread only');
const { dataDir, words, keptBytes, searches } = workerData as SearchThreadData;

interface ValuesRequest {
  readonly field: string;
  readonly texts: readonly string[];
  readonly how?: { readonly sounds?: boolean };
}

let opened: OpenSearch | undefined;
/** By whom first asks, so that what is wrong with the store is told to somebody. */
function open(): OpenSearch {
  return (opened ??= openSearch(dataDir, { words, keptBytes }));
}

createAnswerer()({
  port,
  handlers: {
    refresh: async () => {
      const { search } = open();
      await search.refresh();
      return search.seq;
    },
    close: () => {
      opened?.close();
      // The answer is on its way; nothing keeps the thread after it.
      setImmediate(() => {
        searches.close();
        port.close();
      });
    },
  },
});

createAnswerer()({
  port: searches,
  handlers: {
    search: ({ request, form }: { request: SearchRequest; form?: keyof PageForms }) =>
      open().search.search(request, form),
    packages: async ({ request }: { request: SearchRequest }) => {
      const json = await open().search.packages(request);
      return new Moved(json, [json.buffer as ArrayBuffer]);
    },
    answer: async ({ request, keys }: { request: SearchRequest; keys?: readonly string[] }) => {
      const answer = await open().search.answer(request, keys);
      return new Moved(answer, [answer.json.buffer as ArrayBuffer]);
    },
    values: ({ field, texts, how }: ValuesRequest) => open().search.values(field, texts, how),
  },
});
