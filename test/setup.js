import { AsyncLocalStorage } from 'node:async_hooks';
import { setFlagsFromString } from 'node:v8';

/**
 * Node works this list out once; from jest's copy of `process` at every reading, which takes more than a millisecond, and
 * axios reads it at every request.
 */
Object.defineProperty(process, 'allowedNodeEnvironmentFlags', { value: process.allowedNodeEnvironmentFlags });

/**
 * Each test file loads its modules anew, and most of them end before their code is worth optimising: waiting longer for that
 * takes a third off their time. What runs long is optimised all the same.
 */
setFlagsFromString('--interrupt-budget=1000000');

/**
 * The test runner opens an asynchronous store for each test file and leaves it open. Every promise of all later files of the
 * worker is told to each of them: after eighty files it costs thirty times as much. Here those of the files before are closed.
 */
const OPENED = Symbol.for('lianmu.opened-stores');
if (AsyncLocalStorage[OPENED] === undefined) {
  const opened = new Set();
  const { run } = AsyncLocalStorage.prototype;
  AsyncLocalStorage.prototype.run = function (...call) {
    opened.add(this);
    return run.apply(this, call);
  };
  AsyncLocalStorage[OPENED] = opened;
}
for (const store of AsyncLocalStorage[OPENED]) store.disable();
AsyncLocalStorage[OPENED].clear();
