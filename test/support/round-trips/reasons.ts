import type { Text } from '../../../src/domain/dataset.js';
import type { ElementPath } from './elements.js';
import type { FormatName } from './formats.js';

/** Why elements do not come over, or come over as something else, in some formats. */
export interface Reason {
  readonly formats: readonly FormatName[];
  /** An element stands for its parts too. */
  readonly elements: readonly ElementPath[];
  readonly why: Text;
}

const ALL: readonly FormatName[] = ['lianmu', 'ckan', 'dcat', 'data-json', 'guide-xlsx'];

/** The first that fits counts. */
export const REASONS: readonly Reason[] = [
  {
    formats: ALL,
    elements: ['identifier', 'sourceId', 'distributions[].identifier', 'adjustments'],
    why: {
      zh: '各枢纽自有：标识由来源与来源内标识算出；调整记录只说明本枢纽改了什么。',
      en: 'Each hub has its own: identifiers follow from the source and the id there; adjustments say what this hub changed.',
    },
  },
  {
    formats: ALL,
    elements: ['origin.remoteId', 'origin.remoteName', 'origin.url'],
    why: {
      zh: '第二个枢纽的来源就是第一个枢纽：记的是在那里的标识、名称和页面（没有页面或名称的格式除外）。',
      en: 'To the second hub the portal is the first hub: it notes the id, name and page there, where the format has them.',
    },
  },
  {
    formats: ['lianmu'],
    elements: ['code'],
    why: {
      zh: '枢纽自行分配的代码（LM/…）不转移：各枢纽的编号相同。',
      en: 'A code that a hub allocated (LM/…) stays there: hubs allocate the same numbers.',
    },
  },
  {
    formats: ['lianmu'],
    elements: ['origin.publisherId'],
    why: {
      zh: '提供方在第一个枢纽的标识，用来区分各门户标识相同的提供方。',
      en: "The publisher's id at the first hub, which keeps publishers apart whose portals gave them the same id.",
    },
  },
  {
    formats: ['ckan', 'dcat', 'data-json', 'guide-xlsx'],
    elements: ['origin.publisherId'],
    why: {
      zh: '只有跟随变更流的枢纽记载。',
      en: 'Noted only by a hub that follows the delta feed of another.',
    },
  },
  {
    formats: ['lianmu', 'ckan', 'dcat'],
    elements: ['origin.chain'],
    why: {
      zh: '来源链原样转移，并加上经过的枢纽。',
      en: 'The chain comes over and grows by the hub that it has passed.',
    },
  },
  {
    formats: ['data-json', 'guide-xlsx'],
    elements: ['origin.chain'],
    why: { zh: '该格式没有记载来源链的位置。', en: 'The format has no place for the chain of origins.' },
  },
  {
    formats: ['ckan', 'dcat'],
    elements: ['publisher.localId', 'publisher.localName'],
    why: {
      zh: '提供方在第一个枢纽的标识和名称代替门户的；DCAT 没有简称。',
      en: "The publisher's id and name at the first hub stand in for the portal's; DCAT has no word for a short name.",
    },
  },
  {
    formats: ['ckan', 'dcat'],
    elements: ['distributions[].remoteId'],
    why: {
      zh: '分发在第一个枢纽的标识代替门户的。',
      en: "The distribution's id at the first hub stands in for the portal's.",
    },
  },
  {
    formats: ['ckan'],
    elements: ['abstract'],
    why: {
      zh: '看起来像 HTML 的纯文本在接收方被当作 HTML 去除标记。',
      en: 'Plain text that looks like HTML is taken for HTML by the receiving hub, which takes the mark-up out.',
    },
  },
  {
    formats: ['dcat'],
    elements: ['abstract'],
    why: {
      zh: 'DCAT-AP 要求说明：没有摘要时重复名称，故与名称相同的摘要无法区分；看起来像 HTML 的纯文本被去除标记。',
      en: 'DCAT-AP asks for a description, so that a record without one repeats its title: an abstract that is its title cannot be told from that. Plain text that looks like HTML loses its mark-up.',
    },
  },
  {
    formats: ['dcat'],
    elements: ['keywords', 'themes', 'relatedCodes', 'nationalThemes'],
    why: { zh: 'RDF 的多个值没有顺序。', en: 'Several values of one property have no order in RDF.' },
  },
  {
    formats: ['ckan'],
    elements: ['distributions[].url'],
    why: {
      zh: '没有协议的网址，CKAN 补 http://。',
      en: 'CKAN puts http:// before a web address without a scheme.',
    },
  },
  {
    formats: ['ckan'],
    elements: ['distributions[].formatRaw'],
    why: {
      zh: '只是大小写与规范写法不同的，不另写。',
      en: 'A spelling that differs from the canonical one in case only is not written besides.',
    },
  },
  {
    formats: ['ckan'],
    elements: ['distributions[].extras'],
    why: {
      zh: 'CKAN 表单自带的空值（cache_url 等）与“没有”无法区分；datastore_active 由提供数据的枢纽回答：否。',
      en: "Empty values that CKAN's form has anyway (cache_url …) cannot be told from none, and datastore_active is the serving hub's to say: no.",
    },
  },
  {
    formats: ['ckan'],
    elements: ['extras'],
    why: {
      zh: 'CKAN 的附加键不可重复也不可为空；cn_ 与 harvest_ 开头的键属于枢纽，门户的同名键让位。',
      en: "Keys of CKAN's extras are unique and not empty, and those that begin with cn_ and harvest_ are the hub's: a portal's of the same name gives way.",
    },
  },
  {
    formats: ['lianmu', 'dcat'],
    elements: ['extras'],
    why: { zh: '空键不被采集。', en: 'A key without a character is not taken by the receiving hub.' },
  },
  {
    formats: ['data-json'],
    elements: ['code'],
    why: {
      zh: 'DCAT-US 没有信息资源代码的位置，接收方分配新代码。',
      en: 'DCAT-US has no place for the national code; the receiving hub allocates one.',
    },
  },
  {
    formats: ['data-json'],
    elements: ['abstract'],
    why: {
      zh: 'DCAT-US 要求说明（没有时重复名称），最长 10,000 字符；看起来像 HTML 的纯文本被去除标记。',
      en: 'DCAT-US asks for a description, which is the title where there is none, of 10,000 characters at most. Plain text that looks like HTML loses its mark-up.',
    },
  },
  {
    formats: ['data-json'],
    elements: ['formats'],
    why: {
      zh: '只由可下载的分发得出。',
      en: 'They follow from the distributions that are there; DCAT-US has no formats of a dataset.',
    },
  },
  {
    formats: ['data-json'],
    elements: ['openness.open', 'openness.type'],
    why: {
      zh: 'accessLevel 必填：来源没有说明的，由可见性得出。',
      en: 'accessLevel has to be there: of a record that says nothing it follows from its visibility.',
    },
  },
  {
    formats: ['data-json'],
    elements: ['openness.condition', 'openness.basis'],
    why: {
      zh: 'rights 只有一个、最长 255 字符：受限的写条件，不开放的写依据，其余没有位置。',
      en: 'There is one member, rights, of 255 characters: the condition of restricted data, or the basis of what is not open; for anything else there is no place.',
    },
  },
  {
    formats: ['data-json'],
    elements: ['updateCycle'],
    why: {
      zh: '周期以 ISO 8601 写出，不是周期的（其他、不更新等）没有写法。',
      en: 'Cycles are written in ISO 8601, which has nothing for those that are no period (other, never …).',
    },
  },
  {
    formats: ['data-json'],
    elements: ['keywords'],
    why: {
      zh: 'keyword 必填（没有时取领域或提供方名称），且是集合：采集时排序。',
      en: 'keyword has to be there (of a record without any the domains, or the publisher), and is a set, which the harvester sorts.',
    },
  },
  {
    formats: ['data-json'],
    elements: ['modified'],
    why: {
      zh: 'modified 必填：没有时取发布日期或枢纽的变更日期。',
      en: "modified has to be there: without one it is the date of issue, or of the hub's last change.",
    },
  },
  {
    formats: ['data-json'],
    elements: ['temporal'],
    why: { zh: 'DCAT-US 的时间范围必须有始有终。', en: 'A period of DCAT-US has both ends.' },
  },
  {
    formats: ['data-json'],
    elements: ['contact.email', 'contact.name'],
    why: {
      zh: 'contactPoint 必填：没有联系人时写内设部门、提供方或枢纽运营方；邮箱只能用 ASCII。',
      en: 'contactPoint has to be there: without a contact it is the unit, the publisher, or who runs the hub; addresses of mail are ASCII only.',
    },
  },
  {
    formats: ['data-json'],
    elements: ['license'],
    why: {
      zh: 'license 只能是网址：标识与名称由接收方的对照表重新得出。',
      en: "license is an address only: id and title are found again by the receiving hub's crosswalk, where it knows the address.",
    },
  },
  {
    formats: ['data-json'],
    elements: ['landingPage'],
    why: {
      zh: '没有或不是网址时写枢纽的页面；网址按 URI 编码。',
      en: "Where it is none, or no address of the web, it is the hub's page; addresses are encoded as URIs.",
    },
  },
  {
    formats: ['data-json'],
    elements: ['distributions[].url'],
    why: {
      zh: '只能是网址，按 URI 编码；其余没有位置。',
      en: 'An address of the web only, encoded as a URI; what is none has no place.',
    },
  },
  {
    formats: ['data-json'],
    elements: ['distributions[].mediaType'],
    why: {
      zh: '下载地址必须有媒体类型：没有时由格式得出，参数去掉。',
      en: 'A download has to have a media type: without one it follows from the format, and parameters go.',
    },
  },
  {
    formats: ['data-json'],
    elements: [
      'titleEn',
      'classification',
      'publisher',
      'fields',
      'sharing',
      'openness.loginRequired',
      'relatedCodes',
      'nationalThemes',
      'industry',
      'volume',
      'securityLevel',
      'registration',
      'version',
      'distributions',
      'extras',
    ],
    why: { zh: 'DCAT-US 1.1 没有这一要素。', en: 'DCAT-US 1.1 has no member for it.' },
  },
  {
    formats: ['guide-xlsx'],
    elements: ['classification'],
    why: {
      zh: '模板每级一格：有名称写名称，代码不写。',
      en: 'The template has one cell a level: the name, or the code where there is no name.',
    },
  },
  {
    formats: ['guide-xlsx'],
    elements: ['abstract'],
    why: {
      zh: '单元格的换行是 LF；看起来像 HTML 的纯文本被去除标记。',
      en: 'Line ends in a cell are line feeds. Plain text that looks like HTML loses its mark-up.',
    },
  },
  {
    formats: ['guide-xlsx'],
    elements: ['formats'],
    why: {
      zh: '各格式的分类合写一格，多于一类时接收方按对照表重新归类。',
      en: "One cell has the classes of all formats: where there are several the receiving hub's crosswalk says which is whose.",
    },
  },
  {
    formats: ['guide-xlsx'],
    elements: ['openness.open'],
    why: {
      zh: '“是否向社会开放”只有是、否：来源没有说明的，由可见性得出。',
      en: 'The template knows yes and no only: of a record that says nothing it follows from its visibility.',
    },
  },
  {
    formats: ['guide-xlsx'],
    elements: ['openness.type', 'openness.basis'],
    why: {
      zh: '模板没有此列；未开放资源清单写明其类型和依据，向所有人开放的不在其中。',
      en: 'The template has no column for it; the list of what is not open says it of what stands there, not of what is open to all.',
    },
  },
  {
    formats: ['guide-xlsx'],
    elements: ['extras'],
    why: {
      zh: '模板没有来源其他键值的列；接收方把工作簿的每一列保留为附加键值。',
      en: 'The template has no column for what else the portal said; the receiving hub keeps every column of the workbook besides.',
    },
  },
  {
    formats: ['guide-xlsx'],
    elements: [
      'publisher',
      'openness.loginRequired',
      'themes',
      'nationalThemes',
      'industry',
      'keywords',
      'modified',
      'volume.text',
      'temporal',
      'spatial',
      'contact',
      'securityLevel',
      'registration',
      'license',
      'landingPage',
      'version',
      'distributions',
    ],
    why: { zh: '官方填报模板没有此列。', en: 'The official template has no column for it.' },
  },
];
