import { pino, type DestinationStream, type Logger } from 'pino';

/** The parts of the hub that log, each with its own name in every line. */
export interface Loggers {
  readonly alarm: Logger;
  readonly app: Logger;
  readonly harvest: Logger;
  readonly http: Logger;
  readonly portal: Logger;
  readonly schedule: Logger;
  readonly storage: Logger;
}

export type { Logger } from 'pino';

/** Fields that may carry a secret never reach a line, whoever logs them. */
const REDACTED = [
  'token',
  '*.token',
  'operatorToken',
  '*.operatorToken',
  'headers.authorization',
  '*.headers.authorization',
  'headers["x-ckan-api-key"]',
  '*.headers["x-ckan-api-key"]',
  'req.headers.cookie',
];

/**
 * JSON lines, by default to standard error: standard output belongs to results. Fields are `sourceId jobId stage
 * remoteId`; error means a bug of ours, warn means look this week, a portal's fault is info (its Problems are stored).
 */
export function createLogger(
  level: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACTED, censor: '[secret]' },
    },
    destination,
  );
}

/** Names every part once. */
export function nameLoggers(logger: Logger): Loggers {
  return {
    alarm: logger.child({ part: 'alarm' }),
    app: logger.child({ part: 'app' }),
    harvest: logger.child({ part: 'harvest' }),
    http: logger.child({ part: 'http' }),
    portal: logger.child({ part: 'portal' }),
    schedule: logger.child({ part: 'schedule' }),
    storage: logger.child({ part: 'storage' }),
  };
}
