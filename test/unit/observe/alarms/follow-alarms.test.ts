import fc from 'fast-check';
import type { SourceAlarm, SourceAlarmKind } from '../../../../src/domain/source-alarm.js';
import { afterFailure, deliveriesOf, isDue } from '../../../../src/observe/alarms/deliveries.js';
import type { Delivery } from '../../../../src/observe/alarms/deliveries.js';
import { followAlarms } from '../../../../src/observe/alarms/follow-alarms.js';
import type { Finding } from '../../../../src/observe/alarms/judge-source.js';

const START = Date.parse('2026-11-22T12:00:00Z');
const KINDS: readonly SourceAlarmKind[] = ['silence', 'failures', 'moved', 'held', 'filter'];

function finding(kind: SourceAlarmKind, text = 'x'): Finding {
  return { sourceId: 'a', kind, message: { zh: text, en: text } };
}

describe('alarms', () => {
  it('are told once, stay open with their first time, and are cleared by themselves', () => {
    const first = followAlarms([], [finding('failures', '3 runs')], new Date(START));
    expect(first.notices).toEqual([
      {
        id: 'a/failures/2026-11-22T12:00:00.000Z/raised',
        event: 'raised',
        at: '2026-11-22T12:00:00.000Z',
        alarm: { ...finding('failures', '3 runs'), since: '2026-11-22T12:00:00.000Z' },
      },
    ]);
    const second = followAlarms(first.open, [finding('failures', '4 runs')], new Date(START + 60_000));
    expect(second.notices).toEqual([]);
    expect(second.open).toEqual([{ ...finding('failures', '4 runs'), since: '2026-11-22T12:00:00.000Z' }]);
    const third = followAlarms(second.open, [], new Date(START + 120_000));
    expect(third.open).toEqual([]);
    expect(third.notices.map(({ event, at }) => [event, at])).toEqual([
      ['cleared', '2026-11-22T12:02:00.000Z'],
    ]);
  });

  it('are raised and cleared in turn, whatever is found when', () => {
    fc.assert(
      fc.property(fc.array(fc.subarray([...KINDS]), { maxLength: 30 }), (rounds) => {
        let open: readonly SourceAlarm[] = [];
        const told = new Map<SourceAlarmKind, string[]>();
        for (const [round, kinds] of rounds.entries()) {
          const followed = followAlarms(
            open,
            kinds.map((kind) => finding(kind)),
            new Date(START + round),
          );
          open = followed.open;
          for (const { event, alarm } of followed.notices)
            told.set(alarm.kind, [...(told.get(alarm.kind) ?? []), event]);
          expect(open.map(({ kind }) => kind)).toEqual(kinds);
        }
        for (const kind of KINDS) {
          const events = told.get(kind) ?? [];
          expect(events).toEqual(events.map((_, place) => (place % 2 === 0 ? 'raised' : 'cleared')));
          expect(events.length % 2 === 1).toBe(open.some((alarm) => alarm.kind === kind));
        }
      }),
    );
  });
});

describe('deliveries', () => {
  const notices = followAlarms([], [finding('held')], new Date(START)).notices;

  it('are one for each channel, due at once', () => {
    const deliveries = deliveriesOf(notices, ['webhook', 'mail'], new Date(START));
    expect(deliveries.map(({ channel, tries }) => [channel, tries])).toEqual([
      ['webhook', 0],
      ['mail', 0],
    ]);
    expect(deliveries.every((delivery) => isDue(delivery, new Date(START)))).toBe(true);
  });

  it('are tried again with growing pauses, and given up after about a day', () => {
    let delivery: Delivery | undefined = deliveriesOf(notices, ['webhook'], new Date(START))[0];
    const waits: number[] = [];
    let at = START;
    while (delivery !== undefined) {
      delivery = afterFailure(delivery, new Date(at), () => 0.5);
      if (delivery === undefined) break;
      waits.push((Date.parse(delivery.nextAt) - at) / 1000);
      expect(isDue(delivery, new Date(at))).toBe(false);
      at = Date.parse(delivery.nextAt);
    }
    expect(waits.slice(0, 4)).toEqual([22.5, 45, 90, 180]);
    expect(Math.max(...waits)).toBe(2700);
    const hours = (at - START) / 3_600_000;
    expect(hours).toBeGreaterThan(12);
    expect(hours).toBeLessThan(30);
  });
});
