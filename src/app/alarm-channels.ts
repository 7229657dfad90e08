import type { HubConfig, HubSecrets } from '../config/hub-config.js';
import { ConfigError } from '../domain/errors.js';
import type { ConfigProblem } from '../domain/problem.js';
import { sendMail } from '../observe/alarms/mail.js';
import type { AlarmChannel } from './alarm-watch.js';
import { postNotice } from './alarm-webhook.js';

export interface ChannelTools {
  readonly now: () => Date;
  readonly random: () => number;
  /** How the hub names itself to the webhook. */
  readonly userAgent: string;
}

/** How alarms leave the hub, by `alarms` of hub.yaml. `ConfigError` for a way whose secret is not in the environment. */
export function alarmChannels(
  { alarms, title }: Pick<HubConfig, 'alarms' | 'title'>,
  secrets: HubSecrets,
  tools: ChannelTools,
): ReadonlyMap<string, AlarmChannel> {
  const { webhook, allowPrivate, mail } = alarms;
  const channels = new Map<string, AlarmChannel>();
  const problems: ConfigProblem[] = [];
  if (webhook !== undefined) {
    const secret = secrets.webhook;
    if (secret === undefined) problems.push(missing('LIANMU_WEBHOOK_SECRET', 'alarms.webhook'));
    else {
      const options = { url: webhook, secret, allowPrivate, ...tools };
      channels.set('webhook', (notice, signal) => postNotice(notice, options, signal));
    }
  }
  if (mail !== undefined) {
    const { smtpUrl } = secrets;
    if (smtpUrl === undefined) problems.push(missing('LIANMU_SMTP_URL', 'alarms.mail'));
    else channels.set('mail', (notice) => sendMail(notice, { smtpUrl, hub: title.zh, ...mail }));
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return channels;
}

function missing(variable: string, key: string): ConfigProblem {
  return {
    file: 'environment',
    pointer: `/${variable}`,
    message: `${key} of hub.yaml is set, and the environment has no ${variable}`,
    allowed: `set ${variable}, or take ${key} out`,
  };
}
