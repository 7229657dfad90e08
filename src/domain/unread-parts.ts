import type { DatasetDraft } from './dataset.js';
import { quoted } from './problem.js';

export type Unread = NonNullable<DatasetDraft['unread']>[number];

/** Collects what of one record could not be read. A record wrong throughout says so often enough with this many. */
const MAX_UNREAD = 50;

export class UnreadParts {
  private readonly parts: Unread[] = [];

  add(pointer: string, reason: string, value: unknown): void {
    if (this.parts.length < MAX_UNREAD) this.parts.push({ pointer, reason, value: quoted(value) });
  }

  list(): readonly Unread[] {
    return this.parts;
  }
}
