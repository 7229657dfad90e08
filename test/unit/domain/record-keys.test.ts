import { createRecordKeys } from '../../../src/domain/record-keys.js';

describe('the keys of records that have no id', () => {
  it('are their identity', () => {
    const keys = createRecordKeys();
    expect(keys.take('a', '{"x":1}')).toEqual({ type: 'record', remoteId: 'a' });
    expect(keys.take('b', '{"x":1}')).toEqual({ type: 'record', remoteId: 'b' });
  });

  it('tell the same record met again', () => {
    const keys = createRecordKeys();
    keys.take('a', '{"x":1}');
    expect(keys.take('a', Buffer.from('{"x":1}'))).toMatchObject({
      type: 'notice',
      problem: { code: 'duplicate-record', bar: 'advice', value: 'a' },
    });
  });

  it('never merge two records: the other one is told by its content, whenever it comes', () => {
    const keys = createRecordKeys();
    keys.take('a', '1');
    const second = keys.take('a', '2');
    const third = keys.take('a', '3');
    expect(second).toMatchObject({
      type: 'record',
      remoteId: expect.stringMatching(/^a~[0-9a-f]{12}$/) as string,
      problems: [{ code: 'identity-collision', value: 'a' }],
    });
    expect(third).not.toEqual(second);
    expect(keys.take('a', '2')).toMatchObject({ type: 'notice' });
    const later = createRecordKeys();
    later.take('a', '1');
    later.take('a', '3');
    expect(later.take('a', '2')).toEqual(second);
  });
});
