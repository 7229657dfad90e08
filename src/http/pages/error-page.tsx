import { SearchForm } from './components/search-form.js';
import type { Page, PageRequest } from './page.js';
import { createSay } from './say.js';

const TEXTS = {
  notFound: { zh: '没有这个页面', en: 'There is no such page' },
  notFoundText: {
    zh: '地址可能有误，或该数据集已更名。请在这里重新查找。',
    en: 'The address may be wrong, or the dataset has another name now. Look for it here.',
  },
  unreadable: { zh: '无法理解这个地址', en: 'This address cannot be read' },
  unreadableText: {
    zh: '地址中的参数有误，页面无法按它显示。请修改后再试，或从这里重新查找。',
    en: 'A parameter of the address is wrong. Correct it, or start again here.',
  },
  busy: { zh: '请稍后再试', en: 'Try again in a moment' },
  busyText: {
    zh: '本站正忙，暂时无法生成这个页面。请过一会儿刷新。',
    en: 'The site is busy and cannot make this page right now. Reload it in a moment.',
  },
  failed: { zh: '页面出错', en: 'The page failed' },
  failedText: {
    zh: '这是本站的问题，您的操作没有错。请稍后再试；如需报告，请注明编号：{reference}',
    en: 'This is our fault, not yours. Try again later; to report it, quote the reference: {reference}',
  },
} as const;

export interface PageError {
  readonly status: number;
  /** What is wrong with the request. */
  readonly detail?: string;
  /** What to quote in a report: only for faults of ours. */
  readonly reference?: string;
}

/** What happened, what it means for the reader, what to do. */
export function errorPage(request: PageRequest, { status, detail, reference }: PageError): Page {
  const say = createSay(TEXTS, request.language);
  const kind = kindOf(status, reference);
  return {
    status,
    title: say(kind),
    isUnlisted: true,
    hasSearch: true,
    main: (
      <>
        <h1>{say(kind)}</h1>
        <p>{say(`${kind}Text`, { reference: reference ?? '' })}</p>
        {detail !== undefined && <p lang="en">{detail}</p>}
        <SearchForm request={request} />
      </>
    ),
  };
}

function kindOf(
  status: number,
  reference: string | undefined,
): 'notFound' | 'unreadable' | 'busy' | 'failed' {
  if (status === 503) return 'busy';
  if (reference !== undefined) return 'failed';
  return status === 404 || status === 405 ? 'notFound' : 'unreadable';
}
