import type { Text } from '../../../domain/dataset.js';

/** A word of these pages, and what it means here. */
export interface Term {
  readonly term: Text;
  readonly meaning: Text;
}

export const GLOSSARY: readonly Term[] = [
  {
    term: { zh: '数据集', en: 'Dataset' },
    meaning: {
      zh: '一组可作为整体取用的数据，在目录中占一个条目；国家指南称“信息资源”，CKAN 称 package。',
      en: 'Data that can be had as a whole; an entry of the catalogue. The national guide says information resource, CKAN package.',
    },
  },
  {
    term: { zh: '文件与接口', en: 'Files and APIs' },
    meaning: {
      zh: '数据集的具体形式：可下载的文件或可调用的接口；DCAT 称 distribution，CKAN 称 resource。',
      en: 'The forms in which a dataset can be had: files to download, APIs to call. DCAT says distribution, CKAN resource.',
    },
  },
  {
    term: { zh: '提供方', en: 'Publisher' },
    meaning: {
      zh: '提供数据集并对其内容负责的部门或单位。',
      en: 'The body that provides a dataset and answers for its content.',
    },
  },
  {
    term: { zh: '来源门户', en: 'Portal' },
    meaning: {
      zh: '数据集原来所在的平台，如某市的公共数据开放平台。',
      en: 'The platform that a dataset comes from, such as the open data site of a city.',
    },
  },
  {
    term: { zh: '采集', en: 'Harvest' },
    meaning: {
      zh: '按时读取来源门户的目录，把新增、变更和撤下的条目更新到这里。',
      en: 'Reading the catalogue of a portal at set times, and bringing what is new, changed or gone here.',
    },
  },
  {
    term: { zh: '领域', en: 'Domain' },
    meaning: {
      zh: '《公共信息资源开放试点工作方案》划分的 21 个领域，一个数据集可以属于多个。',
      en: 'One of the 21 domains of the national pilot plan; a dataset may be in several.',
    },
  },
  {
    term: { zh: '开放类型', en: 'Open type' },
    meaning: {
      zh: '无条件开放、有条件开放或不予开放。',
      en: 'Open unconditionally, open on application, or not open.',
    },
  },
  {
    term: { zh: '共享类型', en: 'Share type' },
    meaning: {
      zh: '政府部门之间能否共享，与是否向社会开放是两回事。',
      en: 'Whether public bodies may share it among themselves; not the same as being open to the public.',
    },
  },
  {
    term: { zh: '更新周期', en: 'Update cycle' },
    meaning: {
      zh: '提供方承诺更新数据的间隔；超过一个周期未更新即为逾期。',
      en: 'How often the publisher says that the data are updated; later than one cycle is overdue.',
    },
  },
  {
    term: { zh: '信息项', en: 'Field' },
    meaning: {
      zh: '数据中的一列，有名称、数据类型和长度。',
      en: 'A column of the data, with name, type and length.',
    },
  },
  {
    term: { zh: '统一社会信用代码', en: 'Unified social credit code' },
    meaning: {
      zh: '法人和其他组织的 18 位代码（GB 32100），用来识别提供方。',
      en: 'The code of 18 characters (GB 32100) by which publishers are told apart.',
    },
  },
  {
    term: { zh: '可机读', en: 'Machine-readable' },
    meaning: {
      zh: '程序能直接读取其内容的格式，如 CSV、JSON、XML、XLSX；PDF、图片不算。',
      en: 'In a format whose content programs can read, such as CSV, JSON, XML or XLSX; not PDF or pictures.',
    },
  },
  {
    term: { zh: 'CKAN、DCAT', en: 'CKAN, DCAT' },
    meaning: {
      zh: '开放数据门户常用的软件，和描述数据目录的国际标准词汇；本站两者都支持。',
      en: 'Software that many open data portals run, and the W3C vocabulary for catalogues; this site speaks both.',
    },
  },
];
