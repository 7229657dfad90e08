/**
 * Node works this list out once; from jest's copy of `process` at every reading, which takes more than a millisecond, and
 * axios reads it at every request.
 */
Object.defineProperty(process, 'allowedNodeEnvironmentFlags', { value: process.allowedNodeEnvironmentFlags });
