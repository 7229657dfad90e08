import type { SourceAlarm } from '../../domain/source-alarm.js';
import type { Finding } from './judge-source.js';

/** An alarm is told when it is raised, and once more when it is over. */
export interface AlarmNotice {
  /** The same for each try to deliver it. */
  readonly id: string;
  readonly event: 'raised' | 'cleared';
  /** ISO UTC */
  readonly at: string;
  readonly alarm: SourceAlarm;
}

export interface Followed {
  readonly open: readonly SourceAlarm[];
  readonly notices: readonly AlarmNotice[];
}

/** What is open from now on, and what is to be told; what is still the matter is not told again. Pure. */
export function followAlarms(
  open: readonly SourceAlarm[],
  findings: readonly Finding[],
  now: Date,
): Followed {
  const at = now.toISOString();
  const before = new Map(open.map((alarm) => [keyOf(alarm), alarm]));
  const found = new Set(findings.map(keyOf));
  const current = findings.map((finding): SourceAlarm => ({
    ...finding,
    since: before.get(keyOf(finding))?.since ?? at,
  }));
  return {
    open: current,
    notices: [
      ...current.filter((alarm) => !before.has(keyOf(alarm))).map((alarm) => toNotice(alarm, 'raised', at)),
      ...open.filter((alarm) => !found.has(keyOf(alarm))).map((alarm) => toNotice(alarm, 'cleared', at)),
    ],
  };
}

function toNotice(alarm: SourceAlarm, event: AlarmNotice['event'], at: string): AlarmNotice {
  return { id: `${alarm.sourceId}/${alarm.kind}/${alarm.since}/${event}`, event, at, alarm };
}

function keyOf({ sourceId, kind }: Finding): string {
  return `${sourceId}/${kind}`;
}
