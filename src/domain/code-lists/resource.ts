import type { CodeList } from './code-list.js';

/** The four levels of 信息资源分类: 类, 项, 目, 细目. */
export type ClassLevel = 'lei' | 'xiang' | 'mu' | 'ximu';

/** Source: guide §1.3, the parts of 信息资源代码. */
export const CLASS_LEVELS = [
  { code: 'lei', zh: '类', en: 'Class' },
  { code: 'xiang', zh: '项', en: 'Division' },
  { code: 'mu', zh: '目', en: 'Group' },
  { code: 'ximu', zh: '细目', en: 'Subgroup' },
] as const satisfies CodeList;

/** Source: guide §1.1 and §1.3; the levels below 类 have no confirmed numbers, so they are settings, not a list. */
export const RESOURCE_CLASSES = [
  { code: '1', zh: '基础信息资源类', en: 'Base information resources' },
  { code: '2', zh: '主题信息资源类', en: 'Thematic information resources' },
  { code: '3', zh: '部门信息资源类', en: 'Departmental information resources' },
] as const satisfies CodeList;

/** 格式分类 */
export type FormatClass =
  'document' | 'spreadsheet' | 'database' | 'image' | 'media' | 'self-described' | 'service';

/** Source: guide §1.5. 服务接口 is not in the guide's own list: systems that implement it add it. */
export const FORMAT_CLASSES = [
  { code: 'document', zh: '电子文件', en: 'Electronic document' },
  { code: 'spreadsheet', zh: '电子表格', en: 'Spreadsheet' },
  { code: 'database', zh: '数据库', en: 'Database' },
  { code: 'image', zh: '图形图像', en: 'Graphics and images' },
  { code: 'media', zh: '流媒体', en: 'Streaming media' },
  { code: 'self-described', zh: '自描述格式', en: 'Self-described format' },
  { code: 'service', zh: '服务接口', en: 'Service interface' },
] as const satisfies CodeList;

/** 数据类型 of a 信息项 */
export type DataTypeCode = 'C' | 'N' | 'Y' | 'D' | 'T' | 'L' | 'M' | 'G' | 'B' | 'I' | 'F';

/** Source: guide §1.6, in the order C N Y D T L M G B I F. */
export const DATA_TYPES = [
  { code: 'C', zh: '字符型', en: 'Character' },
  { code: 'N', zh: '数值型', en: 'Numeric' },
  { code: 'Y', zh: '货币型', en: 'Currency' },
  { code: 'D', zh: '日期型', en: 'Date' },
  { code: 'T', zh: '日期时间型', en: 'Date and time' },
  { code: 'L', zh: '逻辑型', en: 'Logical' },
  { code: 'M', zh: '备注型', en: 'Memo' },
  { code: 'G', zh: '通用型', en: 'General' },
  { code: 'B', zh: '双精度型', en: 'Double' },
  { code: 'I', zh: '整型', en: 'Integer' },
  { code: 'F', zh: '浮点型', en: 'Float' },
] as const satisfies CodeList;
