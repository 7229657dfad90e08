import fc from 'fast-check';
import type { Dataset, Visibility } from '../../src/domain/dataset.js';
import { datasetOf } from './published-datasets.js';

const TEXTS: readonly string[] = [
  '',
  ' ',
  '普通文字',
  'a\u0000b\u0008\u001f\u007f',
  'half \ud800 and \udc00',
  '\u202eلرم\u202c',
  '</script><!-- \u2028\u2029 ]]> & "\'',
  '长'.repeat(20_000),
  '\u{1f600}'.repeat(6000),
  '[[REDACTED]]',
  '\\u0041 \\ud800 %00',
];
const ADDRESSES: readonly string[] = [
  'http://a.cn/数据 表/"x".csv?名=停 车',
  'zhang@a.cn',
  'mailto:zhang@a.cn',
  'javascript:alert(1)',
  'http://[::1]:8080/a[0]',
  'http://a.cn/\ud800<>{}|^`\\',
  '/relative',
  '无',
  'HTTPS://Portal.Example.CN/Path',
];

/** A record in which every text and address is one of those that break formats, or random. */
export function hostileDataset(): fc.Arbitrary<Dataset> {
  const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary', maxLength: 40 }));
  const address = fc.oneof(fc.constantFrom(...ADDRESSES), text);
  const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
    fc.option(value, { nil: undefined });
  const distribution = fc.record({
    title: maybe(text),
    description: maybe(text),
    url: maybe(address),
    format: maybe(fc.oneof(fc.constantFrom('CSV', 'XLSX', 'HTML', 'API'), text)),
    mediaType: maybe(fc.oneof(fc.constantFrom('text/csv', 'text/csv;charset=gbk', 'x/y z'), text)),
    hash: maybe(text),
    kind: maybe(fc.constantFrom('file' as const, 'api' as const)),
  });
  const elements = fc.record({
    title: text,
    titleEn: maybe(text),
    abstract: maybe(text),
    publisher: fc.record({
      name: text.filter((name) => name.trim() !== ''),
      unit: maybe(text.filter(Boolean)),
    }),
    keywords: maybe(fc.array(text, { maxLength: 5 })),
    themes: maybe(fc.array(fc.constantFrom('1', '6', '21', '99'), { maxLength: 3 })),
    spatial: maybe(text),
    temporal: maybe(fc.constantFrom({ start: '2020-01-01' }, { start: '0001-01-01', end: '9999-12-31' })),
    openness: maybe(fc.record({ condition: maybe(text), basis: maybe(text) })),
    contact: maybe(fc.record({ email: maybe(address), phone: maybe(text) })),
    license: maybe(fc.record({ id: maybe(text), title: maybe(text), url: maybe(address) })),
    landingPage: maybe(address),
    fields: maybe(fc.array(fc.record({ name: text, dataType: maybe(fc.constantFrom('C', 'N', 'D')) }))),
    distributions: fc.array(distribution, { maxLength: 4 }),
    visibility: fc.constantFrom<Visibility>('open', 'on-request', 'closed'),
  });
  return elements.map((made) => {
    const distributions = made.distributions.map((each, index) => ({
      identifier: `r${index}`,
      ...withoutNothing(each),
    }));
    return { ...datasetOf('x', { title: '' }), ...(withoutNothing(made) as Partial<Dataset>), distributions };
  });
}

/** Absent members are absent: a record has no undefined ones. */
function withoutNothing(value: object): object {
  return JSON.parse(JSON.stringify(value)) as object;
}

/** Texts of a JSON document that hold half a surrogate pair. */
export function halfCharacters(json: string): readonly string[] {
  const broken: string[] = [];
  JSON.parse(json, (_key, value: unknown) => {
    if (typeof value === 'string' && !value.isWellFormed()) broken.push(value);
    return value;
  });
  return broken;
}
