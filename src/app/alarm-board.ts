import { join } from 'node:path';
import type { AlarmBoard, SourceAlarm } from '../domain/source-alarm.js';
import type { Delivery } from '../observe/alarms/deliveries.js';
import { StateFile } from './state-file.js';

/** What outlives a restart: which alarms are open, and what nobody has been told yet. */
export interface AlarmState extends AlarmBoard {
  readonly version: 1;
  readonly open: readonly SourceAlarm[];
  readonly deliveries: readonly Delivery[];
}

const NOTHING: AlarmState = { version: 1, open: [], deliveries: [] };

/** Written by the process that serves, read by the command line. */
export function openAlarmState(dataDir: string): StateFile<AlarmState> {
  return new StateFile(join(dataDir, 'alarm-state.json'), NOTHING, isAlarmState);
}

function isAlarmState(value: unknown): value is AlarmState {
  if (typeof value !== 'object' || value === null) return false;
  const { version, open, deliveries } = value as Partial<Record<keyof AlarmState, unknown>>;
  return version === 1 && Array.isArray(open) && Array.isArray(deliveries);
}
