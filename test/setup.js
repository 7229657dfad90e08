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
