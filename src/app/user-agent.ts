import { isPrivateHost } from '../config/check-values.js';
import type { HubConfig } from '../config/hub-config.js';

const NAME = 'Lianmu';
const WHAT = 'catalogue harvester';

/** Who operates the hub, as far as it is configured. */
export type Operator = Pick<HubConfig, 'baseUrl' | 'publisher'>;

/**
 * How the hub names itself to portals: always with the program's name, by which robots.txt may address it, and with somebody
 * whom the portal's team can reach. A text of the operator's own is completed with what it lacks of the two.
 */
export function userAgentOf(own: string | undefined, operator: Operator): string {
  const contacts = contactsOf(operator);
  if (own === undefined) return `${NAME} (${[WHAT, ...contacts].join('; ')})`;
  const missing = [
    ...(/lianmu/i.test(own) ? [] : [`${NAME} ${WHAT}`]),
    ...(/https?:\/\/|\S@\S/i.test(own) ? [] : contacts),
  ];
  return asHeader(missing.length === 0 ? own : `${own} (${missing.join('; ')})`);
}

/** The address of this very machine helps nobody, but is better than none. */
function contactsOf({ baseUrl, publisher }: Operator): readonly string[] {
  const contacts = [
    ...(isPrivateHost(new URL(baseUrl).hostname) ? [] : [`+${baseUrl}`]),
    ...(publisher.email === undefined ? [] : [`+mailto:${publisher.email}`]),
  ];
  if (contacts.length > 0) return contacts.map(asHeader);
  return [`+${publisher.url ?? baseUrl}`].map(asHeader);
}

/** A header is ASCII. */
function asHeader(text: string): string {
  return text.toWellFormed().replace(/[^\x20-\x7e]+/g, encodeURIComponent);
}
