import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { successBody } from '../../../src/http/envelope.js';
import { JsonText } from '../../../src/http/json-text.js';

const HELP = 'https://hub.example.org/help';

describe('the envelope of a result that is JSON already', () => {
  it.each([
    [10, undefined],
    [300_000, undefined],
    [300_000, 'show<it>'],
  ])('of %d numbers, with the callback %s', async (numbers, callback) => {
    const result = Array.from({ length: numbers }, (_, place) => place);
    const bytes = Buffer.from(JSON.stringify(result));
    const { content, length } = successBody(HELP, new JsonText(bytes), callback);
    const whole = content instanceof Readable ? await buffer(content) : Buffer.from(content);
    // A large one is not copied to be in one piece.
    expect(content instanceof Readable).toBe(numbers > 10);
    expect(length ?? whole.length).toBe(whole.length);
    const text = whole.toString();
    const json = callback === undefined ? text : text.replace(/^show&lt;it&gt;\(/, '').replace(/\);$/, '');
    expect(JSON.parse(json)).toEqual({ help: HELP, success: true, result });
  });
});
