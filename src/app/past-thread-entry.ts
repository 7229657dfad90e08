import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { createPastAnswers } from '../http/ckan/past-answers.js';
import { createPastPages } from '../http/pages/past-pages.js';
import { BACKGROUND_PRIORITY } from './harvest-thread.js';
import { PastCatalogs } from './past-catalogs.js';
import type { PastThreadData } from './past-thread.js';
import { answerEach } from './thread-calls.js';

/** The own side of the thread that answers of earlier states. */

const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread only');
const { dataDir, words, ...hub } = workerData as PastThreadData;
// On Linux the priority of "this process" is that of the calling thread.
setPriority(BACKGROUND_PRIORITY);

const catalogs = new PastCatalogs({ dataDir, words, now: () => Date.now() });
answerEach({
  port,
  handlers: { answer: createPastAnswers(catalogs.use, hub), page: createPastPages(catalogs.use, hub) },
});
