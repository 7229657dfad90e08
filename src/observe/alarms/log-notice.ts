import type { Logger } from '../logger.js';
import type { AlarmNotice } from './follow-alarms.js';

/** Every notice stands in the log, wherever else it goes. */
export function logNotice(logger: Logger, { event, alarm }: AlarmNotice): void {
  const { sourceId, kind, since, message } = alarm;
  const fields = { sourceId, kind, since, message: message.en };
  if (event === 'raised') logger.warn(fields, 'alarm raised');
  else logger.info(fields, 'alarm cleared');
}
