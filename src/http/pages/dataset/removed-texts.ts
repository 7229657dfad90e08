/** What the page of a dataset that is gone says. */
export const REMOVED = {
  removed: { zh: '该数据集已撤下', en: 'This dataset was withdrawn' },
  removedTitle: { zh: '{title}（已撤下）', en: '{title} (withdrawn)' },
  what: { zh: '这里曾是', en: 'What was here' },
  when: { zh: '撤下时间', en: 'Withdrawn' },
  why: { zh: '原因', en: 'Why' },
  gone: {
    zh: '来源门户不再提供它：已从门户的目录中移除，或最近的完整采集不再列出它。门户再次列出后，会以同一地址恢复。',
    en: "Its portal offers it no more: it was taken off the portal's catalogue, or the latest complete harvests did not list it. Listed again, it comes back at this address.",
  },
  copy: {
    zh: '门户是从别处汇聚来的，本目录已从更近的来源收录同一条记录。',
    en: 'The portal had it from elsewhere, and the same record is here by a shorter way.',
  },
  toOriginal: { zh: '查看同一条记录', en: 'The same record' },
  last: { zh: '最后发布的版本', en: 'Last published version' },
  toLast: { zh: '查看撤下前的页面（{time}）', en: 'The page as it was before that ({time})' },
  search: { zh: '在目录中查找类似的数据', en: 'Look for something like it' },
} as const;
