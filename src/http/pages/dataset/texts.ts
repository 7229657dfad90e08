/** What the page about a dataset says itself. */
export const DATASET = {
  untitled: { zh: '（无标题）', en: '(no title)' },
  missing: { zh: '未提供', en: 'Not given' },
  contents: { zh: '本页内容', en: 'On this page' },
  wholeText: { zh: '展开全文（共 {count} 字）', en: 'Show all of it ({count} characters)' },
  cut: {
    zh: '原文过长，此处只显示前 {count} 字；全文见机器可读格式。',
    en: 'The text is very long: this is its beginning, {count} characters. The machine-readable forms have all of it.',
  },
  noAbstract: { zh: '摘要：未提供', en: 'Abstract: not given' },

  publisher: { zh: '提供方', en: 'Publisher' },
  source: { zh: '来源门户', en: 'Portal' },
  sourcePage: { zh: '门户上的原页面', en: 'its page there' },
  fresh: { zh: '更新', en: 'Updates' },
  open: { zh: '开放', en: 'Openness' },
  license: { zh: '许可', en: 'Licence' },
  noLicense: {
    zh: '未说明许可。使用前请向提供方确认。',
    en: 'No licence is stated. Ask the publisher before you reuse it.',
  },
  region: { zh: '{region}的全部数据', en: 'all data of {region}' },

  cycle: { zh: '更新周期：{cycle}', en: 'Update cycle: {cycle}' },
  noCycle: { zh: '更新周期：未提供', en: 'Update cycle: not given' },
  lastModified: { zh: '数据更新于 {day}', en: 'Data updated on {day}' },
  changedHere: { zh: '目录条目变更于 {time}', en: 'Entry changed here {time}' },
  unstated: {
    zh: '门户未说明多久更新一次，无法判断是否按期。',
    en: 'The portal does not say how often it is updated, so nobody can tell whether it is late.',
  },
  irregular: { zh: '没有固定的更新期限。', en: 'There is no fixed date for the next update.' },
  static: { zh: '该数据不再更新。', en: 'This data is not updated any more.' },
  day: { zh: '{count} 天', en: '{count} day' },
  days: { zh: '{count} 天', en: '{count} days' },
  undated: {
    zh: '门户未提供数据更新日期，无法判断是否按期。',
    en: 'The portal gives no date of the last update, so nobody can tell whether it is late.',
  },
  future: {
    zh: '门户给出的更新日期在将来，请向提供方核实。',
    en: 'The date of update that the portal gives lies in the future; ask the publisher.',
  },
  timely: {
    zh: '按期。下次更新应不晚于 {due}，还有 {days}。',
    en: 'In time. The next update is due by {due}, in {days}.',
  },
  timelyToday: { zh: '按期。今天（{due}）应更新。', en: 'In time. The next update is due today, {due}.' },
  due: {
    zh: '应在 {due} 前更新，已过 {days}，仍在允许的延后期内（至 {until}）。',
    en: 'It was due by {due}, {days} ago, and may still be late until {until}.',
  },
  overdue: {
    zh: '已超期 {days}：应不晚于 {until} 更新。',
    en: 'Overdue by {days}: it should have been updated by {until}.',
  },
  badgeTimely: { zh: '✓ 按期', en: '✓ in time' },
  badgeDue: { zh: '◔ 待更新', en: '◔ due' },
  badgeOverdue: { zh: '! 超期', en: '! overdue' },

  badgeOpen: { zh: '✓ 开放', en: '✓ open' },
  badgeOnRequest: { zh: '◔ 依申请', en: '◔ on request' },
  badgeClosed: { zh: '✕ 不开放', en: '✕ not open' },
  openUnstated: {
    zh: '门户未说明开放类型。',
    en: 'The portal does not say how open it is.',
  },
  condition: { zh: '开放条件：{text}', en: 'Condition: {text}' },
  basis: { zh: '不予开放依据：{text}', en: 'Basis for not opening: {text}' },
  noBasis: { zh: '不予开放依据：未提供', en: 'Basis for not opening: not given' },
  noCondition: { zh: '开放条件：未提供', en: 'Condition: not given' },
  login: { zh: '下载需在门户登录。', en: 'To download, one has to log in at the portal.' },

  files: { zh: '文件与接口', en: 'Files and APIs' },
  name: { zh: '名称', en: 'Name' },
  format: { zh: '格式', en: 'Format' },
  size: { zh: '大小', en: 'Size' },
  updated: { zh: '更新', en: 'Updated' },
  description: { zh: '说明', en: 'Description' },
  api: { zh: '接口', en: 'API' },
  moreFiles: { zh: '其余 {count} 个文件与接口', en: '{count} more files and APIs' },
  filesLeftOut: {
    zh: '另有 {count} 个未在此列出，见机器可读格式。',
    en: '{count} more are not listed here; the machine-readable forms have all.',
  },
  noFiles: {
    zh: '门户没有为本条目提供文件或接口。',
    en: 'The portal offers no files or APIs for this entry.',
  },
  closed: {
    zh: '该资源不予开放，本目录只公开条目及其依据，不提供文件。',
    en: 'This resource is not open: its entry and the legal basis are public, its files are not.',
  },
  onRequest: {
    zh: '该资源有条件开放，文件不在此直接提供。请按开放条件向提供方申请。',
    en: 'This resource is open on request: its files are not offered here. Apply to the publisher under the stated condition.',
  },
  atPortal: { zh: '在门户页面获取', en: "To be had on the portal's page" },
  applyAt: { zh: '到门户页面申请', en: 'Apply at the portal' },

  fields: { zh: '信息项', en: 'Fields' },
  fieldCount: { zh: '共 {count} 项', en: 'Fields in all: {count}' },
  noFields: { zh: '门户未提供信息项。', en: 'The portal gives no fields.' },
  number: { zh: '序号', en: 'No.' },
  moreFields: { zh: '其余 {count} 项', en: '{count} more fields' },

  elements: { zh: '目录信息', en: 'Catalogue record' },
  extras: { zh: '门户的其他信息（{count} 项）', en: 'Further information of the portal ({count})' },
  extrasLeftOut: {
    zh: '另有 {count} 项，见机器可读格式。',
    en: '{count} more stand in the machine-readable forms.',
  },

  related: { zh: '同一提供方的其他数据', en: 'More of the same publisher' },
  allOfPublisher: { zh: '查看该提供方的全部数据', en: 'All data of this publisher' },

  notYet: { zh: '那时还没有这个数据集', en: 'There was no such dataset then' },
  notYetText: {
    zh: '在您所选的时间，目录中还没有这个数据集。它是后来收录的。',
    en: 'At the time that you chose it was not in the catalogue. It came later.',
  },
  toPresentOne: { zh: '查看它现在的页面', en: 'Its page of today' },
} as const;
