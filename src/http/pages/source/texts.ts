/** Pages of the portals, for their teams. */
export const SOURCE_TEXTS = {
  listTitle: { zh: '来源门户', en: 'Portals' },
  listLead: {
    zh: '本目录由以下 {count} 个门户的目录汇集而成。点开一个门户，可以看到每条记录的去向、存在的问题和改正办法。',
    en: 'This catalogue is gathered from {count} portals. Open one to see where each of its records is, what is wrong and how to mend it.',
  },
  noSources: { zh: '尚未配置任何门户。', en: 'No portal is configured yet.' },
  portal: { zh: '门户', en: 'Portal' },
  city: { zh: '地区', en: 'City' },
  kind: { zh: '类型', en: 'Kind' },
  published: { zh: '已发布', en: 'Published' },
  rejected: { zh: '退回', en: 'Rejected' },
  lastRun: { zh: '最近一次采集', en: 'Last harvest' },
  nextRun: { zh: '下一次', en: 'Next' },
  address: { zh: '地址', en: 'Address' },
  id: { zh: '标识', en: 'Id' },
  schedule: { zh: '采集时区', en: 'Time zone' },
  datasets: { zh: '查看它的 {count} 个数据集', en: 'See its {count} datasets' },
  datasetOne: { zh: '查看它的 1 个数据集', en: 'See its one dataset' },
  checkYours: { zh: '上线前自查目录', en: 'Check a catalogue before it is harvested' },
  back: { zh: '返回该门户', en: 'Back to the portal' },
  allPortals: { zh: '全部门户', en: 'All portals' },
  // Problems
  problems: { zh: '问题与改正办法', en: 'What is wrong and what to do' },
  noProblems: { zh: '没有发现问题。', en: 'Nothing is wrong.' },
  problemsText: {
    zh: '按问题归类，最要紧的在前。同一条记录可能有多个问题。',
    en: 'One entry for each kind of problem, the most pressing first. A record may have several.',
  },
  download: { zh: '下载全部明细：', en: 'Download all of them: ' },
  recordCount: { zh: '{count} 条记录', en: '{count} records' },
  recordCountOne: { zh: '1 条记录', en: '1 record' },
  todo: { zh: '如何改正：', en: 'What to do: ' },
  example: { zh: '例如：', en: 'Example: ' },
  noTitle: { zh: '未发布的记录', en: 'a record that is not published' },
  record: { zh: '记录标识', en: 'record id' },
  place: { zh: '位置', en: 'place' },
  value: { zh: '原值', en: 'value' },
  barpublishable: { zh: '阻止发布', en: 'Stops publication' },
  barconformant: { zh: '不符合规范', en: 'Below the profile' },
  baradvice: { zh: '建议', en: 'Advice' },
  ruleCode: { zh: '规则代码', en: 'rule' },
  // States
  states: { zh: '记录去向', en: 'Where the records are' },
  state: { zh: '状态', en: 'State' },
  meaning: { zh: '含义', en: 'What it means' },
  records: { zh: '记录数', en: 'Records' },
  noRecords: { zh: '还没有任何记录。', en: 'There are no records yet.' },
  // Runs
  runs: { zh: '最近的采集', en: 'The last harvests' },
  noRuns: { zh: '还没有采集过。', en: 'There has been none yet.' },
  time: { zh: '时间', en: 'Time' },
  outcome: { zh: '结果', en: 'Outcome' },
  counts: { zh: '记录变化', en: 'Records' },
  duration: { zh: '用时', en: 'Duration' },
  error: { zh: '原因', en: 'Why' },
  seen: { zh: '共 {count}', en: '{count} seen' },
  added: { zh: '新增 {count}', en: '{count} added' },
  updated: { zh: '更新 {count}', en: '{count} updated' },
  restored: { zh: '恢复 {count}', en: '{count} restored' },
  removed: { zh: '移除 {count}', en: '{count} removed' },
  unchanged: { zh: '未变 {count}', en: '{count} unchanged' },
  rejectedCount: { zh: '退回 {count}', en: '{count} rejected' },
  secretRecord: {
    zh: '出于保密要求，这里不指明是哪一条；知道记录标识的人可以在上面查询。',
    en: 'For secrecy it is not said here which record that is; who knows its id may look it up above.',
  },
  refusedCount: { zh: '拒收 {count}', en: '{count} refused' },
  failedCount: { zh: '未取到 {count}', en: '{count} not brought' },
  missingCount: { zh: '未列出 {count}', en: '{count} not listed' },
  // Where is my record
  where: { zh: '我的记录在哪里？', en: 'Where is my record?' },
  whereLabel: {
    zh: '输入记录的地址、标识或名称',
    en: 'An address, id, name or title of a record',
  },
  find: { zh: '查找', en: 'Find' },
  tooLong: { zh: '文字太长，请缩短到 2000 字以内。', en: 'The text is too long: at most 2000 characters.' },
  noHit: {
    zh: '该门户没有符合“{q}”的记录。已发布的记录可按标题查找；未发布的记录只能按门户中的标识或地址查找。',
    en: 'No record of this portal matches “{q}”. Published records are found by title; others by their id or address on the portal only.',
  },
  noHitTodo: {
    zh: '请确认该记录已在门户上公开，并且门户的目录接口列出了它；下一次采集之后再查。',
    en: 'Make sure that the record is public on the portal and that its catalogue lists it, and ask again after the next harvest.',
  },
  hits: { zh: '找到 {count} 条记录', en: '{count} records found' },
  hitsOne: { zh: '找到 1 条记录', en: '1 record found' },
  seeDataset: { zh: '查看数据集', en: 'See the dataset' },
  changed: { zh: '最近变动', en: 'Last change' },
  missingSince: {
    zh: '自 {date} 起，连续 {count} 次采集没有列出它。',
    en: 'It has not been listed since {date}, {count} harvests in a row.',
  },
  events: { zh: '经过', en: 'What happened' },
  noEvents: { zh: '没有留下经过。', en: 'Nothing is noted.' },
  problemsOf: { zh: '问题', en: 'Problems' },
  none: { zh: '无', en: 'none' },
  // Badge
  badge: { zh: '状态徽章', en: 'Badge' },
  badgeText: {
    zh: '把这枚徽章放在门户首页，访问者就能看到目录的采集状态。它每 5 分钟更新一次。',
    en: "Put this badge on the portal's home page to show how its catalogue is harvested. It is brought up to date every 5 minutes.",
  },
  badgeAlt: { zh: '{title}在联目的采集状态', en: 'How {title} is harvested by Lianmu' },
  embedCode: { zh: '嵌入代码', en: 'Code to embed' },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制', en: 'Copied' },
  machine: { zh: '机器可读', en: 'For programs' },
  traceApi: { zh: '查找记录的接口', en: 'Interface that finds records' },
  feed: { zh: '该门户的更新订阅（Atom）', en: "Feed of the portal's changes (Atom)" },
} as const;

export const STATE_TEXTS = {
  published: { zh: '已发布', en: 'Published' },
  publishedText: { zh: '内容与门户一致。', en: 'As the portal has it.' },
  outdated: { zh: '旧版在线', en: 'Outdated' },
  outdatedText: {
    zh: '最新内容被退回或没有取到，仍显示上一版。',
    en: 'Its newest form was rejected or not brought; the earlier one stays.',
  },
  missing: { zh: '门户未列出', en: 'Missing' },
  missingText: {
    zh: '仍在线，但最近的采集中门户没有列出它；持续如此将被移除。',
    en: 'Still published, but the portal did not list it lately; if that goes on it is removed.',
  },
  held: { zh: '待审核', en: 'Held' },
  heldText: {
    zh: '变动所在的采集正待人工审核，此前保持原样。',
    en: 'Its change is part of a harvest that waits for review; until then it stays as it was.',
  },
  rejected: { zh: '退回', en: 'Rejected' },
  rejectedText: {
    zh: '有阻止发布的问题，改正后自动发布。',
    en: 'A problem keeps it out; once mended it is published by itself.',
  },
  refused: { zh: '拒收', en: 'Refused' },
  refusedText: {
    zh: '属于不得列入公开目录的内容，不予收录。',
    en: 'What may not stand in a public catalogue is not taken in.',
  },
  'not-brought': { zh: '未取到', en: 'Not brought' },
  'not-broughtText': {
    zh: '门户列出了它，但没有给出内容。',
    en: 'The portal lists it but did not answer with it.',
  },
  refederated: { zh: '他处已发布', en: 'Published from elsewhere' },
  refederatedText: {
    zh: '同一记录已由更直接的来源发布。',
    en: 'The same record is published from a source closer to it.',
  },
  removed: { zh: '已移除', en: 'Removed' },
  removedText: {
    zh: '门户不再列出，已从目录移除。',
    en: 'The portal lists it no more, and it is gone from the catalogue.',
  },
} as const;

export const OUTCOME_TEXTS = {
  added: { zh: '新增', en: 'added' },
  updated: { zh: '更新', en: 'updated' },
  restored: { zh: '恢复', en: 'restored' },
  removed: { zh: '移除', en: 'removed' },
  unchanged: { zh: '未变', en: 'unchanged' },
  rejected: { zh: '退回', en: 'rejected' },
  refused: { zh: '拒收', en: 'refused' },
  failed: { zh: '未取到', en: 'not brought' },
  refederated: { zh: '他处已发布', en: 'published from elsewhere' },
} as const;

/** What kinds of portals are called here; others by their own names. */
export const KIND_TEXTS = {
  lianmu: { zh: '联目', en: 'Lianmu hub' },
  ckan: { zh: 'CKAN', en: 'CKAN' },
  'data-json': { zh: 'data.json（DCAT-US）', en: 'data.json (DCAT-US)' },
  dcat: { zh: 'DCAT（RDF）', en: 'DCAT (RDF)' },
  'json-list': { zh: 'JSON 记录清单', en: 'JSON record list' },
  'portal-api': { zh: '门户接口', en: 'Interface of a portal' },
  workbook: { zh: '表格（XLSX、XLS、CSV）', en: 'Workbook or table (XLSX, XLS, CSV)' },
} as const;

export const JOB_TEXTS = {
  running: { zh: '正在进行', en: 'under way' },
  complete: { zh: '完成', en: 'complete' },
  partial: { zh: '部分完成', en: 'in part' },
  held: { zh: '待审核', en: 'waits for review' },
  failed: { zh: '失败', en: 'failed' },
  aborted: { zh: '中止', en: 'stopped' },
  neverRun: { zh: '尚未采集', en: 'not yet' },
} as const;

/** How a run went wrong, by the code of its error, and what that means. Its message quotes the portal and is not shown. */
export const ERROR_TEXTS = {
  'source-unavailable': {
    zh: '门户没有应答。目录保持原样，下次自动重试；请检查门户是否可从外部访问。',
    en: 'The portal did not answer. The catalogue stays as it was, and the next harvest tries again; check that the portal can be reached from outside.',
  },
  'source-response': {
    zh: '门户的应答无法读取。目录保持原样；请检查目录接口的格式是否改变。',
    en: 'What the portal answered cannot be read. The catalogue stays as it was; check whether the form of its catalogue has changed.',
  },
  'empty-gather': {
    zh: '门户没有列出任何记录。为防误删，目录保持原样；请检查目录接口。',
    en: 'The portal listed no records. So that nothing is removed by mistake the catalogue stays as it was; check its catalogue.',
  },
  incomplete: {
    zh: '有的页面或记录没有取到。取到的已发布，其余保持原样。',
    en: 'Some pages or records were not brought. What came is published, the rest stays as it was.',
  },
  'too-long': {
    zh: '采集超过了规定时长。目录保持原样；请检查门户的应答速度。',
    en: 'The harvest took longer than it may. The catalogue stays as it was; check how fast the portal answers.',
  },
  cancelled: {
    zh: '采集被人工取消。目录保持原样。',
    en: 'Somebody stopped it. The catalogue stays as it was.',
  },
  interrupted: {
    zh: '采集程序中途停止。目录保持原样，下次重新采集。',
    en: 'The harvester was stopped on the way. The catalogue stays as it was, and the next harvest begins anew.',
  },
  held: {
    zh: '改动超出了该门户的限度，须人工确认后才发布。',
    en: 'It would change more than this portal may without somebody looking at it first.',
  },
  'held-already': {
    zh: '改动与另一次待审核的采集相同。',
    en: 'It would change the same as another harvest that waits for review.',
  },
  'rejected-before': {
    zh: '改动与已被否决的采集相同。',
    en: 'It would change the same as a harvest that was turned down.',
  },
  rejected: {
    zh: '审核未通过，没有发布。',
    en: 'It was turned down at the review; nothing of it is published.',
  },
  'dry-run': { zh: '试运行，不发布。', en: 'A dry run publishes nothing.' },
  internal: {
    zh: '采集程序出错，由本站处理，门户无需操作。',
    en: 'The harvester failed. That is for us to mend; the portal need not do anything.',
  },
} as const;
