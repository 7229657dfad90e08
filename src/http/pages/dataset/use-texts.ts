/** What is said on using a dataset: citing, sharing, embedding, programs. */
export const USE = {
  use: { zh: '使用与引用', en: 'Use and cite' },
  cite: { zh: '引用', en: 'Cite' },
  plain: { zh: '文本', en: 'Plain text' },
  gbt: { zh: 'GB/T 7714—2015', en: 'GB/T 7714—2015' },
  bibtex: { zh: 'BibTeX', en: 'BibTeX' },
  share: { zh: '分享', en: 'Share' },
  shareText: {
    zh: '永久地址。标题或名称变化后仍然有效。',
    en: 'The permanent address: it stays when title or name change.',
  },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制', en: 'Copied' },
  embed: { zh: '嵌入网页', en: 'Embed' },
  embedText: {
    zh: '把下面的代码放进网页，即可显示本数据集的卡片。',
    en: 'Put this into a page to show a card of this dataset.',
  },
  programs: { zh: '用程序读取', en: 'Read it with a program' },
  programsOpen: {
    zh: '以下代码先取目录条目，再取文件。',
    en: 'These fetch the entry, and then a file.',
  },
  programsEntry: {
    zh: '以下代码取目录条目。',
    en: 'These fetch the entry.',
  },
  forms: { zh: '机器可读', en: 'Machine-readable' },
  formsPast: {
    zh: '其他格式只提供现在的版本。',
    en: 'The other forms are of the present version only.',
  },
  commentEntry: { zh: '目录条目', en: 'the entry' },
  commentFile: { zh: '文件', en: 'a file' },
  commentApi: {
    zh: '接口：参数与授权见门户说明',
    en: 'the API: for parameters and keys see the portal',
  },
  commentOnRequest: {
    zh: '文件有条件开放，须向提供方申请，这里只能取得条目',
    en: 'the files are open on request: only the entry can be had here',
  },
  commentClosed: {
    zh: '文件不予开放，这里只能取得条目',
    en: 'the files are not open: only the entry can be had here',
  },
  commentNone: { zh: '本条目没有可直接下载的文件', en: 'there is no file that can be downloaded' },
} as const;
