import type { Migration } from '../migrate.js';
import { init } from './001-init.js';
import { fingerprint } from './002-fingerprint.js';
import { hold } from './003-hold.js';
import { readActions } from './004-read-actions.js';
import { past } from './005-past.js';
import { lastChange } from './006-last-change.js';
import { follow } from './007-follow.js';

/** In order; a released migration is never edited. */
export const catalogMigrations: readonly Migration[] = [
  init,
  fingerprint,
  hold,
  readActions,
  past,
  lastChange,
  follow,
];
