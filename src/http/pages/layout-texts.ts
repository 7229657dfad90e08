/** What stands around every page. */
export const LAYOUT = {
  skip: { zh: '跳到正文', en: 'Skip to content' },
  sections: { zh: '栏目', en: 'Sections' },
  languages: { zh: '语言', en: 'Languages' },
  datasets: { zh: '数据目录', en: 'Datasets' },
  domains: { zh: '领域', en: 'Domains' },
  publishers: { zh: '提供方', en: 'Publishers' },
  sources: { zh: '来源门户', en: 'Portals' },
  statistics: { zh: '统计', en: 'Statistics' },
  developers: { zh: '开发者', en: 'Developers' },
  help: { zh: '帮助', en: 'Help' },
  news: { zh: '更新订阅', en: 'News feed' },
  embedding: { zh: '嵌入', en: 'Embedding' },
  past: {
    zh: '您正在查看 {moment} 的目录（变更日志位置 {seq}）。',
    en: 'You are looking at the catalogue as of {moment} (position {seq} of the change log).',
  },
  toPresent: { zh: '回到现在', en: 'Back to the present' },
  moment: { zh: '查看某一天的目录', en: 'The catalogue of another day' },
  otherMoment: { zh: '换一天', en: 'Another day' },
  show: { zh: '查看', en: 'Show' },
} as const;
