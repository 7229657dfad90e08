import type { Quad } from 'n3';
import type { Text } from '../../domain/dataset.js';
import type { ListName } from './concept-lists.js';
import type { HubIris } from './hub-iris.js';
import { type Curie, describe, iri, term, text } from './terms.js';

interface PropertyTerm extends Text {
  readonly domain: Curie | OwnClass;
  /** A data type, a class of the vocabulary, or a code list whose concepts are the values. */
  readonly range: Curie | OwnClass | ListName;
  readonly comment?: Text;
}

type OwnClass = 'Field' | 'ClassificationEntry' | 'Format';

const CLASSES: Readonly<Record<OwnClass, Text>> = {
  Field: { zh: '信息项', en: 'Field of a table' },
  ClassificationEntry: { zh: '信息资源分类的一级', en: 'One level of a classification' },
  Format: { zh: '信息资源的一种格式', en: 'One format of a resource' },
};

const DATASET = { domain: 'dcat:Dataset' } as const;
const DISTRIBUTION = { domain: 'dcat:Distribution' } as const;
const ANYTHING = { domain: 'rdfs:Resource' } as const;
const STRING = 'rdfs:Literal';
/** Of what is said twice: in the words of DCAT where they can say it, and as it was written where they cannot. */
const AS_WRITTEN: Text = {
  zh: '仅当 DCAT 的属性不能照原样表达时。',
  en: 'Where the property of DCAT cannot say it as it was written.',
};

/** The words for what the national record has beyond DCAT. A test holds them against what the serialiser says. */
export const NATIONAL_TERMS: Readonly<Record<string, PropertyTerm>> = {
  shareType: { ...DATASET, range: 'share-type', zh: '共享类型', en: 'Share type' },
  shareCondition: { ...DATASET, range: STRING, zh: '共享条件', en: 'Condition of sharing' },
  shareWayClass: { ...DATASET, range: STRING, zh: '共享方式分类', en: 'Class of the way of sharing' },
  shareWayType: { ...DATASET, range: STRING, zh: '共享方式类型', en: 'Type of the way of sharing' },
  open: { ...DATASET, range: 'xsd:boolean', zh: '是否向社会开放', en: 'Open to the public' },
  openType: { ...DATASET, range: 'open-type', zh: '开放类型', en: 'Open type' },
  openCondition: { ...DATASET, range: STRING, zh: '开放条件', en: 'Condition of opening' },
  openBasis: { ...DATASET, range: STRING, zh: '不予开放的依据', en: 'Legal basis for not opening' },
  loginRequired: { ...DATASET, range: 'xsd:boolean', zh: '须登录', en: 'Login required' },
  updateCycle: { ...DATASET, range: 'update-cycle', zh: '更新周期', en: 'Update cycle' },
  nationalTheme: { ...DATASET, range: 'national-theme', zh: '国家主题分类', en: 'National theme' },
  industry: { ...DATASET, range: 'rdfs:Resource', zh: '行业', en: 'Industry' },
  format: { ...DATASET, range: 'Format', zh: '信息资源格式', en: 'Format of the resource' },
  relatedCode: { ...DATASET, range: STRING, zh: '关联资源代码', en: 'Code of a related resource' },
  publisherUnit: { ...DATASET, range: STRING, zh: '提供方内部部门', en: 'Unit of the publisher' },
  records: { ...DATASET, range: 'xsd:nonNegativeInteger', zh: '数据量（条）', en: 'Number of records' },
  bytes: { ...DATASET, range: 'xsd:nonNegativeInteger', zh: '数据量（字节）', en: 'Number of bytes' },
  volume: { ...DATASET, range: STRING, zh: '数据量（原文）', en: 'Volume in the words of the portal' },
  securityLevel: { ...DATASET, range: STRING, zh: '数据分级', en: 'Security level' },
  registrationCode: { ...DATASET, range: STRING, zh: '登记代码', en: 'Code of registration' },
  registrationType: { ...DATASET, range: STRING, zh: '登记类型', en: 'Type of registration' },
  registrationAccess: { ...DATASET, range: STRING, zh: '登记的获取方式', en: 'Access by registration' },
  registrationOperator: { ...DATASET, range: STRING, zh: '运营机构', en: 'Operator' },
  licenseId: { ...DATASET, range: STRING, zh: '许可标识', en: 'Id of the licence' },
  licenseTitle: { ...DATASET, range: STRING, zh: '许可名称', en: 'Title of the licence' },
  licenseUrl: { ...DATASET, range: STRING, zh: '许可网址', en: 'Address of the licence as it is stated' },
  classification: { ...DATASET, range: 'ClassificationEntry', zh: '信息资源分类', en: 'Classification' },
  field: { ...DATASET, range: 'Field', zh: '信息项', en: 'Field' },
  extras: {
    ...ANYTHING,
    range: STRING,
    zh: '来源的其他键值',
    en: 'Further keys of the portal',
    comment: {
      zh: 'JSON 文本：数据集为键值对列表（没有也写空列表），分发为对象。',
      en: 'JSON: a list of keys and values of a dataset, empty where there are none; an object of a distribution.',
    },
  },
  address: {
    ...ANYTHING,
    range: STRING,
    zh: '来源所写的地址',
    en: 'Address as the portal wrote it',
    comment: {
      zh: '分发的地址或数据集的页面，仅当它不是标准写法的网址时。',
      en: 'Of a distribution, or of the page of a dataset, where it is no address of the web as IRIs are written.',
    },
  },
  hash: {
    ...DISTRIBUTION,
    range: STRING,
    zh: '来源所写的散列值',
    en: 'Hash as it was written',
    comment: AS_WRITTEN,
  },
  formatName: {
    ...DISTRIBUTION,
    range: STRING,
    zh: '格式名称',
    en: 'Name of the format',
    comment: AS_WRITTEN,
  },
  formatRaw: {
    ...DISTRIBUTION,
    range: STRING,
    zh: '来源所写的格式',
    en: 'Format in the words of the portal',
  },
  mediaType: {
    ...DISTRIBUTION,
    range: STRING,
    zh: '来源所写的媒体类型',
    en: 'Media type as the portal wrote it',
  },
  created: {
    ...DISTRIBUTION,
    range: STRING,
    zh: '来源所写的创建时间',
    en: 'Created, as it was written',
    comment: AS_WRITTEN,
  },
  modified: {
    ...DISTRIBUTION,
    range: STRING,
    zh: '来源所写的修改时间',
    en: 'Modified, as it was written',
    comment: AS_WRITTEN,
  },
  remoteName: { domain: 'dcat:CatalogRecord', range: STRING, zh: '来源中的名称', en: 'Name on the portal' },
  originChain: {
    ...DATASET,
    range: STRING,
    zh: '来源链',
    en: 'Chain of origin',
    comment: {
      zh: 'JSON 列表：记录依次经过的门户和枢纽。',
      en: 'JSON list of the portals and hubs that the record has passed, the first place first.',
    },
  },
  level: { domain: 'ClassificationEntry', range: 'class-level', zh: '层级', en: 'Level' },
  position: { ...ANYTHING, range: 'xsd:nonNegativeInteger', zh: '序号', en: 'Position' },
  formatClass: { domain: 'Format', range: 'format-class', zh: '格式分类', en: 'Class of a format' },
  dataType: { domain: 'Field', range: 'data-type', zh: '数据类型', en: 'Data type' },
  length: { domain: 'Field', range: 'xsd:nonNegativeInteger', zh: '数据长度（字节）', en: 'Length in bytes' },
};

/** The vocabulary as an ontology, at `/def/national`. */
export function describeVocabulary(iris: HubIris): readonly Quad[] {
  const ontology = iris.vocabulary.slice(0, -1);
  const own = (local: string): string => iris.national(local).value;
  const classes = Object.entries(CLASSES).flatMap(([name, label]) =>
    describe(
      own(name),
      ['rdfs:Class', 'owl:Class'],
      [
        ['rdfs:label', [text(label.zh, 'zh'), text(label.en, 'en')]],
        ['rdfs:isDefinedBy', iri(ontology)],
      ],
    ),
  );
  const properties = Object.entries(NATIONAL_TERMS).flatMap(([name, { zh, en, domain, range, comment }]) =>
    describe(
      own(name),
      ['rdf:Property'],
      [
        ['rdfs:label', [text(zh, 'zh'), text(en, 'en')]],
        ['rdfs:comment', [text(comment?.zh, 'zh'), text(comment?.en, 'en')]],
        ['rdfs:domain', isCurie(domain) ? term(domain) : iris.national(domain)],
        ['rdfs:range', rangeOf(range, iris)],
        ['rdfs:seeAlso', isCurie(range) || isClass(range) ? undefined : iri(iris.list(range))],
        ['rdfs:isDefinedBy', iri(ontology)],
      ],
    ),
  );
  return [
    ...describe(
      ontology,
      ['owl:Ontology'],
      [
        [
          'dct:title',
          [text('政务信息资源目录词汇', 'zh'), text('Vocabulary of the national catalogue record', 'en')],
        ],
        [
          'dct:description',
          [
            text('国家目录记录中 DCAT 未涵盖的要素。', 'zh'),
            text('Elements of the national catalogue record that DCAT has no words for.', 'en'),
          ],
        ],
      ],
    ),
    ...classes,
    ...properties,
  ];
}

function isCurie(name: string): name is Curie {
  return name.includes(':');
}

function isClass(name: string): name is OwnClass {
  return Object.hasOwn(CLASSES, name);
}

function rangeOf(range: PropertyTerm['range'], iris: HubIris): ReturnType<typeof term> {
  if (isCurie(range)) return term(range);
  return isClass(range) ? iris.national(range) : term('skos:Concept');
}
