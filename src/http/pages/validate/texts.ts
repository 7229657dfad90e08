/** The validator, for who is about to have a catalogue harvested. */
export const VALIDATE_TEXTS = {
  title: { zh: '目录自查', en: 'Check a catalogue' },
  lead: {
    zh: '在目录被采集之前，先看看每条记录能否发布、有什么问题、怎样改正。检查的内容不会保存。',
    en: 'See before a catalogue is harvested which of its records would be published, what is wrong and how to mend it. Nothing of it is kept.',
  },
  off: { zh: '本站没有开启目录自查。', en: 'This site does not check catalogues.' },
  content: { zh: '目录内容', en: 'The catalogue' },
  file: {
    zh: '选择文件（不超过 {size} MB）',
    en: 'Choose a file ({size} MB at most)',
  },
  text: { zh: '或粘贴文本', en: 'or paste its text' },
  textHint: {
    zh: '如 package_search 的应答、data.json、DCAT（Turtle、RDF/XML、JSON-LD）或 CSV',
    en: 'such as an answer of package_search, a data.json, DCAT (Turtle, RDF/XML, JSON-LD) or CSV',
  },
  url: { zh: '或填写地址', en: 'or give its address' },
  urlHint: {
    zh: '本站会按 robots.txt 的规定访问该地址，最多检查前 2,000 条记录。',
    en: 'This site asks there within the rules of robots.txt, and checks the first 2,000 records.',
  },
  kind: { zh: '目录类型', en: 'Kind of catalogue' },
  guess: { zh: '自动识别', en: 'Recognised by itself' },
  check: { zh: '检查', en: 'Check' },
  again: { zh: '再检查一份', en: 'Check another' },
  readAs: { zh: '按“{kind}”读取。', en: 'Read as “{kind}”.' },
  none: { zh: '没有找到任何记录', en: 'No record was found' },
  noneText: {
    zh: '文件可以读取，但里面没有记录。请确认内容完整；如果类型识别有误，请在上一页指定目录类型。',
    en: 'It can be read but holds no records. Make sure that it is whole; if its kind was not recognised, choose it on the page before.',
  },
  report: { zh: '自查结果', en: 'The result' },
  sentenceAll: { zh: '全部 {records} 条记录都可以发布。', en: 'All {records} records can be published.' },
  sentenceOne: { zh: '唯一的 1 条记录可以发布。', en: 'Its one record can be published.' },
  sentenceSome: {
    zh: '{records} 条记录中有 {good} 条可以发布，{bad} 条不能。',
    en: '{good} of {records} records can be published, {bad} cannot.',
  },
  sentenceNone: { zh: '{records} 条记录都不能发布。', en: 'None of the {records} records can be published.' },
  stoppedtime: {
    zh: '时间已到，只检查了前 {records} 条记录。',
    en: 'Time was up: only the first {records} records were checked.',
  },
  stoppedrecords: {
    zh: '记录很多，只检查了前 {records} 条。',
    en: 'There are many records: only the first {records} were checked.',
  },
  verdict: { zh: '结果', en: 'Result' },
  number: { zh: '记录数', en: 'Records' },
  conformant: { zh: '合格', en: 'Conformant' },
  publishable: { zh: '可发布，但不符合规范', en: 'Publishable, below the profile' },
  rejected: { zh: '退回，不发布', en: 'Rejected, not published' },
  refused: { zh: '拒收', en: 'Refused' },
  failed: { zh: '未能读取', en: 'Could not be read' },
  duplicate: { zh: '重复，只计一次', en: 'Listed again, counted once' },
  problems: { zh: '问题与改正办法', en: 'What is wrong and what to do' },
  noProblems: { zh: '没有发现问题。', en: 'Nothing is wrong.' },
  records: { zh: '逐条结果', en: 'Record by record' },
  recordsMore: {
    zh: '这里列出前 {shown} 条；下载的文件列出前 {listed} 条。',
    en: 'The first {shown} are listed here, the first {listed} in the file.',
  },
  record: { zh: '记录', en: 'Record' },
  found: { zh: '问题', en: 'Problems' },
  download: { zh: '下载明细', en: 'Download all' },
  asXlsx: { zh: '下载 XLSX', en: 'Download as XLSX' },
  asCsv: { zh: '下载 CSV', en: 'Download as CSV' },
  noTitle: { zh: '（无标题）', en: '(no title)' },
  // What went wrong, and what to do
  failure: { zh: '没有检查成', en: 'It could not be checked' },
  nothing: {
    zh: '没有内容可以检查。请选择文件或粘贴文本。',
    en: 'There is nothing to check. Choose a file or paste a text.',
  },
  form: {
    zh: '请用本页的表单提交。',
    en: 'Send it with the form of this page.',
  },
  'too-large': {
    zh: '内容太大：最多 {size} MB，解压后也不能过大。请拆成几份，或去掉多余的工作表后再试。',
    en: 'It is too large: {size} MB at most, and not much more unpacked. Split it, or leave out sheets that are not needed.',
  },
  busy: {
    zh: '正在检查其他目录，请一分钟后再试。',
    en: 'Other catalogues are being checked. Try again in a minute.',
  },
  'too-often': {
    zh: '一分钟内检查的地址太多，请稍后再试。',
    en: 'Too many addresses in a minute. Try again later.',
  },
  'too-slow': {
    zh: '一分钟内没有检查完任何记录。请换一份小一些的文件，或检查门户的应答速度。',
    en: 'No record was checked within a minute. Try a smaller file, or see how fast the portal answers.',
  },
  unreadable: {
    zh: '内容无法按所选类型读取。请确认文件完整；如果类型识别有误，请指定目录类型。',
    en: 'It cannot be read as what it was taken for. Make sure that it is whole; if its kind was not recognised, choose it.',
  },
  address: {
    zh: '这个地址不能访问：它可能是内网地址，或者 robots.txt 不允许。请把目录存成文件后上传。',
    en: 'This address is not asked: it may be private, or robots.txt forbids it. Save the catalogue as a file and send that.',
  },
  unavailable: {
    zh: '这个地址没有应答。请检查地址能否从外部访问。',
    en: 'Nothing answered there. Check that the address can be reached from outside.',
  },
  unknown: {
    zh: '没有认出这是哪一类目录。请指定目录类型，或直接填写目录文件的地址。',
    en: 'The kind of catalogue was not recognised. Choose it, or give the address of the catalogue itself.',
  },
  closed: { zh: '本站不接受填写地址，请上传文件。', en: 'This site takes no addresses. Send a file.' },
  stale: {
    zh: '下载链接已失效，请重新检查。',
    en: 'This result can be downloaded no more. Check the catalogue again.',
  },
  detail: { zh: '详情', en: 'Details' },
} as const;
