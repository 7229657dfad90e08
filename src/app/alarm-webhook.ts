import type { AlarmAddresses } from '../config/hub-config.js';
import { SourceResponseError } from '../domain/errors.js';
import type { AlarmNotice } from '../observe/alarms/follow-alarms.js';
import { signPost } from '../observe/alarms/webhook.js';
import { createPortalClient } from '../portal-client/portal-client.js';

export interface WebhookOptions extends Pick<AlarmAddresses, 'allowPrivate'> {
  readonly url: string;
  readonly secret: string;
  readonly userAgent: string;
  readonly now: () => Date;
  readonly random: () => number;
}

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 1024 * 1024;
/** Faults of the body of a good answer, which nobody reads. */
const OF_BODY: ReadonlySet<SourceResponseError['fault']> = new Set(['empty', 'html', 'charset', 'too-large']);

/** Posts a notice under the address policy of portals, once; rejects unless the answer is a good one. */
export async function postNotice(
  notice: AlarmNotice,
  { url, secret, allowPrivate, userAgent, now, random }: WebhookOptions,
  signal: AbortSignal,
): Promise<void> {
  const { headers, body } = signPost(notice, { secret, now: now() });
  const client = createPortalClient({
    ...{ sourceId: 'alarms', baseUrl: url, allowPrivate, userAgent, headers, now, random },
    ...{ timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, retries: 0 },
    validate: () => [],
  });
  try {
    await client.getText({ url, body: { mediaType: 'application/json', text: body } }, '*/*', signal);
  } catch (error) {
    if (!(error instanceof SourceResponseError) || !OF_BODY.has(error.fault)) throw error;
  } finally {
    client.close();
  }
}
