import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { createPastAnswers } from '../http/ckan/past-answers.js';
import type { AnswerPastPage, PastPage, PastPageCall } from '../http/pages/past-pages.js';
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
/** Loaded with the first page that is asked for: the first answer of the interface does not wait for them. */
let pages: Promise<AnswerPastPage> | undefined;

async function loadPages(): Promise<AnswerPastPage> {
  const { createPastPages } = await import('../http/pages/past-pages.js');
  return createPastPages(catalogs.use, hub);
}

async function showPage(call: PastPageCall): Promise<PastPage> {
  const answer = await (pages ??= loadPages());
  return answer(call);
}

answerEach({
  port,
  handlers: { answer: createPastAnswers(catalogs.use, hub), page: showPage },
});
