/** What the page of help says. */
export const HELP = {
  title: { zh: '帮助', en: 'Help' },
  lead: {
    zh: '本站汇集各门户的数据目录，方便统一查找；数据本身由各提供方发布和负责。',
    en: 'This site gathers the catalogues of many portals so that they can be searched as one; the data are published by their publishers, who answer for them.',
  },
  contents: { zh: '本页内容', en: 'On this page' },

  search: { zh: '怎样检索', en: 'How to search' },
  searchText: {
    zh: '直接输入几个词即可，简体、繁体、全角都可以。在检索框中输入拼音或拼音首字母，会提示相应的数据集和提供方。',
    en: 'Just type a few words. Typed pinyin, or its initials, suggests datasets and publishers with Chinese names.',
  },
  youWrite: { zh: '输入', en: 'You write' },
  youFind: { zh: '找到', en: 'You find' },
  fieldsTitle: { zh: '按字段检索', en: 'Asking fields' },
  fieldsText: {
    zh: '“字段:值”只在该字段中查找，几个条件要同时满足。程序接口使用同样的写法。',
    en: 'field:value looks in that field alone; all conditions have to be met. The API takes the same.',
  },
  browse: { zh: '也可以按领域、提供方或城市浏览：', en: 'Or browse by domain, publisher or city:' },
  domains: { zh: '领域', en: 'domains' },
  publishers: { zh: '提供方', en: 'publishers' },
  cities: { zh: '城市', en: 'cities' },
  noResults: {
    zh: '没有结果时，请减少检索词，去掉筛选条件，或换一种说法。',
    en: 'Where nothing is found, use fewer words, drop a filter, or say it in another way.',
  },

  openness: { zh: '开放类型是什么意思', en: 'What the open types mean' },
  unconditional: {
    zh: '任何人都可直接获取和使用。文件和接口列在数据集页面上，从来源门户下载；使用时请遵守所注明的许可。',
    en: 'Anybody may have and use it. Files and APIs are listed on the page of the dataset and come from the portal; keep to the licence that is named.',
  },
  conditional: {
    zh: '须满足提供方的条件，通常要在来源门户申请。本站列出条件，不列文件地址。',
    en: 'On the conditions of the publisher, as a rule by an application on its portal. This site shows the conditions and no addresses of files.',
  },
  not_open: {
    zh: '依法不向社会开放。本站只列条目和不开放的依据，让公众知道有这项数据。',
    en: 'Not open by law. This site shows the entry and the legal basis, so that the public knows that the data exist.',
  },
  unstatedTerm: { zh: '未注明', en: 'Not stated' },
  unstated: {
    zh: '来源门户没有说明开放类型。是否列出文件，由本站对该门户的规定决定。',
    en: 'The portal does not say. Whether files are listed is decided by the rule of this site for that portal.',
  },

  wrong: { zh: '数据缺失或有误怎么办', en: 'When data are missing or wrong' },
  wrongContent: {
    zh: '数据内容、更新或下载有问题：请联系数据集页面上的提供方，或到来源门户的该数据集页面反馈。更正后，下一次采集会更新到这里。',
    en: 'The content, an update or a download: write to the publisher named on the page of the dataset, or use the page on its portal. Corrections come here with the next harvest.',
  },
  wrongLink: {
    zh: '链接打不开：文件在来源门户上，可能已移动或暂停服务，请先打开来源门户查看。',
    en: 'A link is dead: files are on the portal, which may have moved them or be down; look there first.',
  },
  wrongMissing: {
    zh: '找不到某个数据集：可能尚未开放，或其门户未接入。来源门户页列出已接入的门户；要求开放，请向主管部门提出。',
    en: 'A dataset is not here: it may not be open yet, or its portal is not part of this catalogue. The list of portals shows which are; ask the responsible body to open it.',
  },
  wrongElement: {
    zh: '“未提供”“未注明”：来源门户没有给出这一项。',
    en: '"Not given" and "not stated" mean that the portal does not say.',
  },
  wrongPersonal: {
    zh: '发现个人信息或不应公开的内容：请立即告知本站，我们会先行撤下。',
    en: 'You find personal data, or something that should not be public: tell us at once, and it is taken down first.',
  },
  portals: { zh: '来源门户', en: 'Portals' },
  contact: { zh: '联系本站：', en: 'Write to us:' },
  operator: { zh: '本站由{name}运营。', en: 'This site is run by {name}.' },

  figures: { zh: '数字是怎样统计的', en: 'How figures are counted' },
  figuresDatasets: {
    zh: '数据集数是目录条目数，包括有条件开放和不予开放的条目。同一条目经多级门户汇集的，只计一次。',
    en: 'Datasets are entries of the catalogue, those open on application and those not open included. What arrives by several ways counts once.',
  },
  figuresParts: {
    zh: '每个数字都可点开，看到的就是所统计的那些数据集。数据集可以属于多个领域、有多种格式，所以各项之和可能大于总数。',
    en: 'Each number leads to the very datasets that are counted. A dataset may be in several domains and have several formats, so that parts may add up to more than the whole.',
  },
  figuresTimely: {
    zh: '更新及时率：在一个更新周期内更新过的开放数据集 ÷ 有固定更新周期的开放数据集；没有更新日期的视为未及时。',
    en: 'Updated in time: open datasets updated within one cycle ÷ open datasets with a periodic cycle; without a date counts as late.',
  },
  figuresFormats: {
    zh: '文件格式只统计无条件开放、可以看到文件的数据集。',
    en: 'File formats are counted of datasets whose files can be seen, which are those open to all.',
  },
  toStatistics: { zh: '全部指标与计算方法', en: 'All measures and their formulas' },

  past: { zh: '查看过去的目录', en: 'The catalogue of another day' },
  pastText: {
    zh: '在页面底部选一个日期，就能看到那一天结束时的目录：当时有哪些数据集、怎样描述、数字是多少。地址中会带上 as_of=日期，可以收藏、引用。此后因故不应公开的内容，在过去的目录中也不再显示。',
    en: 'Choose a day at the foot of a page to see the catalogue as it was at the end of it: its datasets, their descriptions, the figures. The address then has as_of=<day>, to be kept and quoted. What may no longer be public is not shown of the past either.',
  },
  pastExample: {
    zh: '例如 2026 年 10 月 31 日的全部数据集',
    en: 'For instance all datasets of 31 October 2026',
  },

  languages: { zh: '语言与文字', en: 'Languages' },
  languagesText: {
    zh: '页面有简体、繁体和英文三种，在右上角切换。繁体由简体自动转换，人名地名可能有误；英文只译页面文字，数据集的标题和说明保持原文。',
    en: 'Pages are written in simplified and traditional Chinese and in English; change at the top. English is of the pages only: titles and descriptions of datasets stay as their publishers wrote them.',
  },

  accessibility: { zh: '无障碍声明', en: 'Accessibility' },
  accessibilityText: {
    zh: '本站以《信息技术 互联网内容无障碍可访问性技术要求与测试方法》（GB/T 37668—2019）和 WCAG 2.2 的 AA 级为目标。',
    en: 'This site aims at level AA of WCAG 2.2 and at GB/T 37668—2019.',
  },
  accessKeyboard: {
    zh: '全部功能可用键盘操作，焦点清晰可见，页首可直接跳到正文。',
    en: 'Everything works by keyboard, the focus shows, and one can skip to the content.',
  },
  accessScripts: {
    zh: '不依赖脚本；窄屏、放大到 200 %、深色模式和打印都可正常阅读。',
    en: 'No scripts are needed; pages can be read on a phone, at 200 %, in dark mode and on paper.',
  },
  accessColour: {
    zh: '状态除颜色外都有文字，图表都附数据表。',
    en: 'States are told in words besides colours, and charts have tables.',
  },
  accessLimits: {
    zh: '已知不足：各提供方的标题、说明和文件由其自行编写，可能不符合无障碍要求，文字的语种也未逐条标注。',
    en: "Known limits: titles, descriptions and files are the publishers' own and may fall short, and the language of each is not marked.",
  },
  accessReport: {
    zh: '使用中遇到障碍，请联系本站，说明页面地址和所用的辅助工具。',
    en: 'Where something stands in your way, write to us, with the address of the page and the tools that you use.',
  },

  glossary: { zh: '名词解释', en: 'Glossary' },
  privacy: { zh: '隐私', en: 'Privacy' },
  privacyText: {
    zh: '浏览不需要登录，页面不使用 Cookie，也不加载其他网站的内容。',
    en: 'No account is needed, pages set no cookies and load nothing from other sites.',
  },
  developers: { zh: '程序接口见开发者页面', en: 'For programs see the page for developers' },
} as const;
