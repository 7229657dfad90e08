import type { CodeList } from './code-list.js';

/** 共享类型 */
export type ShareType = 'unconditional' | 'conditional' | 'not_shared';

/** Source: guide §1.7, in the order that gives them the numbers 1, 2, 3. */
export const SHARE_TYPES = [
  { code: 'unconditional', zh: '无条件共享', en: 'Shared unconditionally' },
  { code: 'conditional', zh: '有条件共享', en: 'Shared conditionally' },
  { code: 'not_shared', zh: '不予共享', en: 'Not shared' },
] as const satisfies CodeList;

/** 开放类型 */
export type OpenType = 'unconditional' | 'conditional' | 'not_open';

/** Source: the three-way open type of guide §2.2 (pilot plan of 2018 and provincial rules); the codes are the hub's. */
export const OPEN_TYPES = [
  { code: 'unconditional', zh: '无条件开放', en: 'Open unconditionally' },
  { code: 'conditional', zh: '有条件开放', en: 'Open on application' },
  { code: 'not_open', zh: '不予开放', en: 'Not open' },
] as const satisfies CodeList;

/** 是否向社会开放. Source: guide §1.8. */
export const OPEN_FLAGS = [
  { code: '1', zh: '是', en: 'Yes' },
  { code: '0', zh: '否', en: 'No' },
] as const satisfies CodeList;

/** 共享方式分类. Source: guide §1.7; names are canonical, systems disagree about numbers. */
export const SHARE_WAY_CLASSES = [
  { code: '共享平台方式', zh: '共享平台方式', en: 'Sharing platform' },
  { code: '邮件', zh: '邮件', en: 'E-mail' },
  { code: '拷盘', zh: '拷盘', en: 'Copy on a disk' },
  { code: '介质交换', zh: '介质交换', en: 'Exchange of media' },
] as const satisfies CodeList;

/** 共享方式类型. Source: guide §1.7. */
export const SHARE_WAY_TYPES = [
  { code: '数据库', zh: '数据库', en: 'Database' },
  { code: '文件', zh: '文件', en: 'File' },
  { code: '接口', zh: '接口', en: 'Interface' },
] as const satisfies CodeList;
