import type { Text } from '../../domain/dataset.js';
import type { SourceAlarmKind } from '../../domain/source-alarm.js';
import type { AlarmNotice } from './follow-alarms.js';

const KINDS: Readonly<Record<SourceAlarmKind, Text>> = {
  silence: { zh: '无新内容', en: 'nothing new' },
  failures: { zh: '连续失败', en: 'failures in a row' },
  moved: { zh: '数量骤变', en: 'count moved' },
  held: { zh: '作业待决', en: 'run held' },
  filter: { zh: '增量失信', en: 'filter distrusted' },
};

/** A notice as a mail: both languages, the Chinese first. Line breaks of a message do not reach the subject. */
export function toMail(
  { event, at, alarm }: AlarmNotice,
  hub: string,
): { readonly subject: string; readonly text: string } {
  const { sourceId, kind, since, message } = alarm;
  const { zh, en } = KINDS[kind];
  const state = event === 'raised' ? { zh: '告警', en: 'alarm' } : { zh: '解除', en: 'cleared' };
  const subject = `[${hub}] ${state.zh}：${sourceId} ${zh} (${state.en}: ${en})`;
  return {
    subject: subject.replaceAll(/\s+/g, ' '),
    text: [
      `${state.zh}：${zh}`,
      `来源：${sourceId}`,
      message.zh,
      `自 ${since}，本通知 ${at}`,
      '',
      `${state.en}: ${en}`,
      `source: ${sourceId}`,
      message.en,
      `since ${since}, told ${at}`,
      '',
      'lianmu alarms',
      '',
    ].join('\n'),
  };
}
