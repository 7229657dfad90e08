import { createPersonFilter } from '../../../../harvesters/dcat/persons.js';
import { PREFIXES, recordsOf } from './dcat-harvester.js';
import { memoryDocument } from './memory-document.js';

const RECORD = `${PREFIXES} :a a dcat:Dataset ; dct:title "联系人名录" ; dct:description "d" ;
  dcat:contactPoint "张三", <mailto:zhangsan@gov.example>, [
    a vcard:Organization ; vcard:fn "李四" ; vcard:hasEmail "lisi@gov.example" ; vcard:tel "139 1234 5678", "010-1234" ;
    vcard:hasURL <https://gov.example/contact>
  ] ;
  dct:creator [ a foaf:Person ; foaf:name "王五" ; foaf:mbox <mailto:wangwu@gov.example> ] ;
  dct:publisher [ a foaf:Organization ; foaf:name "某局" ; foaf:mbox "office@gov.example" ] ;
  <https://gov.example/负责人> "赵六" .`;

describe('the persons of a record', () => {
  it('are gone before it is stored', async () => {
    const [record] = await recordsOf(memoryDocument(RECORD));
    const stored = JSON.stringify(record);
    expect(stored).not.toMatch(/张三|李四|王五|赵六|@gov|139 1234/);
    expect(stored).toMatch(/某局.*联系人名录/s);
    expect(record?.raw).toMatchObject({
      'dcat:contactPoint': [
        {
          '@type': ['vcard:Organization'],
          'vcard:hasURL': [{ '@id': 'https://gov.example/contact' }],
          'vcard:tel': ['010-1234'],
        },
      ],
      'dct:publisher': [{ '@type': ['foaf:Organization'], 'foaf:name': ['某局'] }],
    });
    expect(record?.draft.extras).toContainEqual({
      key: 'vcard_hasURL',
      value: 'https://gov.example/contact',
    });
  });

  it('stay where the source keeps them', async () => {
    const [record] = await recordsOf(memoryDocument(RECORD), { keep: ['name', 'email', 'mobile'] });
    expect(JSON.stringify(record?.raw)).toMatch(/张三.*李四.*139 1234 5678.*王五.*赵六/s);
    expect(record?.draft).toMatchObject({ email: 'zhangsan@gov.example' });
  });

  it('are told by the source’s labels as well', () => {
    const filter = createPersonFilter([], (label) => ({ 经办: 'contactName' })[label]);
    expect(filter({ 'https://gov.example/经办': ['赵六'], 'dct:title': ['t'] })).toEqual({
      'dct:title': ['t'],
    });
  });
});
