import type { AlarmNotice } from './follow-alarms.js';
import { toMail } from './mail-text.js';

export interface MailOptions {
  /** `smtp://` or `smtps://`, with user name and password where the server wants them. */
  readonly smtpUrl: string;
  readonly from: string;
  readonly to: readonly string[];
  /** Name of the hub, for the subject. */
  readonly hub: string;
}

const TIMEOUT_MS = 30_000;

/** Sends one notice; rejects when the server did not take it for every recipient. */
export async function sendMail(notice: AlarmNotice, options: MailOptions): Promise<void> {
  const { smtpUrl, from, to, hub } = options;
  // With the first alarm: most hubs never send one.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // A text is all that is sent: nothing of it may name a file or an address to be read.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const { rejected } = await transport.sendMail({
      from,
      to: [...to],
      ...toMail(notice, hub),
      // A second try is the same mail.
      messageId: `<${encodeURIComponent(notice.id)}@lianmu>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    if (rejected.length > 0)
      throw new MailRefusedError(`the mail server refused ${rejected.length} recipient(s)`);
  } finally {
    transport.close();
  }
}

export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
}
