import { createHmac } from 'node:crypto';
import type { AlarmNotice } from './follow-alarms.js';

export interface SignedPost {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * What a webhook is sent. `x-lianmu-signature` is `sha256=` and the HMAC-SHA256 of the body in hex; the body carries its own
 * time (`sentAt`), so that nobody can send an old one again, and an `id` that stays the same when it is sent twice.
 */
export function signPost(
  { id, event, at, alarm }: AlarmNotice,
  { secret, now }: { readonly secret: string; readonly now: Date },
): SignedPost {
  const { sourceId, kind, since, message } = alarm;
  const sentAt = now.toISOString();
  const body = JSON.stringify({ id, event, sentAt, at, source: sourceId, kind, since, message });
  const signature = createHmac('sha256', secret).update(body, 'utf8').digest('hex');
  return {
    headers: { 'x-lianmu-timestamp': sentAt, 'x-lianmu-signature': `sha256=${signature}` },
    body,
  };
}
