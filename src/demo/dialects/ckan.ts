import { answerAction } from '../actions.js';
import { findIndex } from '../catalog.js';
import { jsonReply } from './dialect.js';
import type { Dialect } from './dialect.js';

/** CKAN's Action API. */
export const CKAN: Dialect = {
  actionOf: (path) => /^\/+api\/(?:3\/)?action\/([^/]+)$/.exec(path)?.[1],
  reply(state, request) {
    const { status, body } = answerAction(state, request);
    return jsonReply(body, status);
  },
  shown: (state, { action, params }) =>
    action === 'package_show' ? findIndex(state.catalog, params['id'] ?? '') : undefined,
  elsewhere: (path) =>
    /^\/+api(?:\/[123])?\/?$/.test(path)
      ? jsonReply(JSON.stringify({ version: Number(/\d/.exec(path)?.[0] ?? 1) }))
      : undefined,
};
