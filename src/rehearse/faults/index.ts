import type { Fault } from '../fault.js';
import { CONTENT_FAULTS } from './content.js';
import { LIST_FAULTS } from './list.js';
import { TRANSPORT_FAULTS } from './transport.js';

/** All faults, in the order of a rehearsal and of its table. */
export const FAULTS: readonly Fault[] = [...TRANSPORT_FAULTS, ...LIST_FAULTS, ...CONTENT_FAULTS];
