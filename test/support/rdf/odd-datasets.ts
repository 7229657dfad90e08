import type { Dataset } from '../../../src/domain/dataset.js';
import type { PublishedDataset } from '../../../src/domain/published.js';
import { datasetOf, EDUCATION, publish } from '../published-datasets.js';

const ODD_TEXT =
  '控制\u0000\u0001\u0008符\u000b 孤立\ud800代理\udc00 \u202eRTL\u200f \ufffe\uffff ]]> <b>&amp;"\'\\ \r\n\t😀 {{ $& }}';

function odd(remoteId: string, elements: Partial<Dataset>): PublishedDataset {
  const dataset = datasetOf(remoteId, { title: remoteId, ...elements });
  return publish(dataset, { name: `odd-${remoteId}`, order: 50 });
}

const URLS = [
  'http://a.example.org/with blank/中文?q=“引号”&x="<y>"#{片段}',
  "http://a.example.org/it's|a^b`c\\d[1]",
  'someone@example.org',
  'mailto:someone@example.org',
  'not an address',
  'javascript:alert(1)',
  '//host/path',
  'www.example.org/path with blank.csv',
  'http://',
  'http://[::1/',
  'http://xn--/ ',
  '',
  '\u0000http://example.org/\ud800',
];

const TIMES = [
  '2024-02-30',
  '0000-01-01',
  '2024-13-01',
  '2024-01-01T25:00:00',
  '2024-01-01T10:00',
  '2024-01-01 10:00:00.5+0800',
  '昨天',
];

/** What careless or hostile portals write, as it may stand in the store. */
export const ODD: readonly PublishedDataset[] = [
  odd('text', {
    title: ODD_TEXT,
    titleEn: ODD_TEXT,
    abstract: ODD_TEXT,
    keywords: [ODD_TEXT, '', ' ', '停车', '停车', '\u0000'],
    spatial: ODD_TEXT,
    version: ODD_TEXT,
    securityLevel: ODD_TEXT,
    code: ODD_TEXT,
    contact: { phone: '0591-8888 转 12，\u0000', email: ODD_TEXT, name: ODD_TEXT },
    license: { title: ODD_TEXT, url: ODD_TEXT },
    relatedCodes: [ODD_TEXT],
    registration: { type: ODD_TEXT, operator: ODD_TEXT },
    classification: { levels: [{ level: 'lei', code: ODD_TEXT, name: ODD_TEXT }] },
    fields: [{ name: ODD_TEXT, nameEn: ODD_TEXT, length: -1 }],
    themes: ['99', '6', '__proto__'],
    nationalThemes: ['没有', '财政'],
    industry: ODD_TEXT,
    extras: [
      { key: ODD_TEXT, value: ODD_TEXT },
      { key: 'spatial', value: '{"type":"Point","coordinates":[119.3,26.1]}' },
    ],
  }),
  odd('nothing', {
    title: '\u0000\ud800',
    abstract: ' ',
    temporal: {},
    contact: {},
    license: {},
    volume: {},
  }),
  odd('format', { distributions: [{ identifier: 'f-0', format: 'GeoJSON', formatRaw: 'geojson' }] }),
  odd('large', { title: '大', abstract: `${ODD_TEXT}很长的说明`.repeat(20_000) }),
  ...URLS.map((url, index) =>
    odd(`url-${index}`, {
      landingPage: url,
      license: { url },
      contact: { email: url, phone: url },
      origin: { remoteId: `url-${index}`, url },
      distributions: [
        {
          identifier: `d-${index}`,
          url,
          format: ODD_TEXT,
          mediaType: `text/csv; charset=${url}`,
          hash: url,
          bytes: 1.5,
        },
      ],
    }),
  ),
  ...TIMES.map((time, index) =>
    odd(`time-${index}`, {
      issued: time,
      modified: time,
      temporal: { start: time, end: '2024-02-29' },
      distributions: [
        {
          identifier: `t-${index}`,
          created: time,
          modified: time,
          bytes: -1,
          hash: 'md5:d41d8cd98f00b204e9800998ecf8427e',
        },
      ],
    }),
  ),
  publish(datasetOf('publisher', { title: '奇怪的提供方' }), {
    name: 'odd-publisher',
    order: 51,
    publisher: {
      ...EDUCATION,
      identifier: '00000000-0000-5000-8000-000000000000',
      title: '\u0000',
      description: ODD_TEXT,
    },
  }),
];
