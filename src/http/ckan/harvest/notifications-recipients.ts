import { createParameterReader } from '../../parameter-reader.js';
import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';
import { getSource } from './found-source.js';

/** Whom the hub mails its alarms to (`alarms.mail.to`); they are of all sources. */
export function harvestGetNotificationsRecipients(
  parameters: Parameters,
  context: ActionContext,
): readonly object[] {
  const read = createParameterReader(parameters);
  const sourceId = read.requiredText('source_id');
  read.check();
  getSource(context, sourceId);
  return context.harvest.recipients.map((email) => ({ name: email, email }));
}
