import { foldLabel } from '../../src/domain/labels.js';

type Labels = Readonly<Record<string, readonly string[]>>;

/**
 * The columns of the guide's official fill-in workbook (guide §1.2, the template of the survey of 2017) and the names that
 * local editions give them. Of the six columns of volume the first two are the resource's; shared and opened parts of it
 * have no element.
 */
const GUIDE: Labels = {
  lei: ['类', '信息资源分类/类', '信息资源分类-类', '类名称'],
  xiang: ['项', '信息资源分类/项', '信息资源分类-项', '项名称'],
  mu: ['目', '信息资源分类/目', '信息资源分类-目', '目名称'],
  ximu: ['细目', '信息资源分类/细目', '信息资源分类-细目', '细目名称'],
  title: ['信息资源名称'],
  titleEn: ['信息资源英文名', '信息资源英文名称'],
  code: ['信息资源代码', '信息资源编码'],
  publisher: ['信息资源提供方', '信息资源提供方名称'],
  publisherUnit: ['提供方内部部门', '信息资源提供方内部部门', '资源提供方内部部门'],
  publisherCode: ['资源提供方代码', '信息资源提供方代码'],
  abstract: ['信息资源摘要'],
  formatClass: ['信息资源格式分类', '信息资源格式/分类', '格式分类'],
  formatType: ['信息资源格式类型', '信息资源格式/类型', '格式类型'],
  formatNote: ['其他类型资源格式描述', '其他类型信息资源格式描述', '格式描述'],
  volumeGigabytes: ['数据存储总量(G)', '数据存储总量(GB)', '数据存储总量'],
  volumeTenThousands: ['结构化信息记录总数(万)', '结构化信息记录总数(万条)', '结构化信息记录总数'],
  fieldName: ['信息项名称', '信息项信息/信息项名称', '信息项/名称', '信息项中文名', '信息项中文名称'],
  fieldNameEn: ['信息项英文名', '信息项英文名称', '信息项/英文名'],
  fieldType: ['数据类型', '信息项数据类型', '信息项信息/数据类型', '信息项/数据类型'],
  fieldLength: ['数据长度', '信息项数据长度', '信息项信息/数据长度', '信息项/数据长度'],
  shareType: ['共享类型', '共享属性/共享类型'],
  shareCondition: ['共享条件', '共享属性/共享条件'],
  shareWayClass: ['共享方式分类', '共享方式/分类'],
  shareWayType: ['共享方式类型', '共享方式/类型'],
  openFlag: ['是否向社会开放', '开放属性/是否向社会开放'],
  openCondition: ['开放条件', '开放属性/开放条件'],
  updateCycle: ['更新周期'],
  issued: ['发布日期'],
  relatedCodes: ['关联及类目名称', '关联资源代码', '关联信息资源代码'],
};

/**
 * Labels of lists that people keep, in simplified and in traditional characters, and in English. The hub's own table comes
 * before it; an address that is only looked at has no other.
 */
const LIST: Labels = {
  title: [
    ...['名称', '标题', '目录名称', '资源名称', '数据集名称', '数据目录名称', '数据资源名称', '数据名称'],
    ...['資料集名稱', '資料名稱', '標題', '名稱', 'title', 'dataset title', 'dataset name'],
  ],
  titleEn: ['英文名称', '英文名稱', 'title (english)'],
  code: ['资源代码', '目录代码', '数据资源代码', '数据目录代码', '資料集代碼'],
  publisher: [
    ...['提供方', '提供单位', '提供部门', '数据提供方', '资源提供方', '来源部门', '数源单位', '责任部门'],
    ...['提供單位', '提供機關', '提供機關名稱', '資料集提供機關', '資料提供機關', '資料來源', '來源機關'],
    ...['publisher', 'organization', 'agency'],
  ],
  abstract: [
    ...['摘要', '描述', '简介', '资源摘要', '资源描述', '数据描述'],
    ...['資料集描述', '資料說明', '資料描述', '說明', '簡介', 'description', 'abstract'],
  ],
  themes: ['数据领域', '所属领域', '领域', '主题', '主题分类', '服務分類', '資料集分類', '主題分類', 'theme'],
  keywords: ['标签', '关键字', '关键词', '標籤', '關鍵字', 'keywords', 'tags'],
  openType: ['开放类型', '开放属性', '開放類型'],
  updateCycle: ['更新频率', '更新频度', '更新頻率', '更新週期', 'update frequency', 'frequency'],
  issued: [
    '发布时间',
    '上架日',
    '上架日期',
    '發布日期',
    '發佈日期',
    '資料集上架日期',
    'issued',
    'release date',
  ],
  modified: [
    '更新时间',
    '更新日期',
    '更新時間',
    '詮釋資料更新時間',
    '最後更新時間',
    'modified',
    'last updated',
  ],
  formats: ['数据格式', '资源格式', '文件格式', '檔案格式', '資料格式', 'format', 'formats'],
  fields: ['数据项', '主要欄位說明', '欄位說明', '欄位'],
  spatial: ['空间范围', '空間範圍'],
  landingPage: [
    ...['链接', '网址', '详情页网址', '數據集網址', '資料集網址', '連結', '網址'],
    ...['url', 'link', 'landing page'],
  ],
  licenseTitle: ['授权方式', '许可', '授權方式', 'license', 'licence'],
  phone: ['联系电话', '电话', '聯絡電話', '聯絡人電話', '提供機關聯絡人電話', '電話', 'phone'],
  email: ['邮箱', '电子邮箱', '電子郵件', '聯絡信箱', 'e-mail', 'email'],
  contactName: [
    ...['联系人', '负责人', '填表人', '填报人', '经办人', '录入人', '审核人'],
    ...['聯絡人', '聯絡人姓名', '提供機關聯絡人姓名', '承辦人', 'contact', 'contact person'],
  ],
};

export const GUIDE_COLUMNS = byLabel(GUIDE);
export const LIST_COLUMNS = byLabel(LIST);

/** Labels under which a list gives each record a name of its own. */
export const ID_LABELS: ReadonlySet<string> = new Set(
  [
    'id',
    'uuid',
    'guid',
    'identifier',
    '标识',
    '标识符',
    '唯一标识',
    '唯一标识符',
    '资源标识符',
    '信息资源标识符',
    '数据集标识',
    '数据集id',
    '目录id',
    '资源id',
    '識別碼',
    '資料集識別碼',
  ].map(foldLabel),
);

function byLabel(labels: Labels): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  for (const [role, names] of Object.entries(labels)) {
    for (const name of names) table.set(foldLabel(name), role);
  }
  return table;
}
