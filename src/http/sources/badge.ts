import type { Language } from '../../domain/dataset.js';
import { xml } from '../../serialise/xml.js';
import { createSay } from '../pages/say.js';
import type { SourceStanding } from './source-standing.js';
import { ago } from './time-words.js';

const TEXTS = {
  name: { zh: '联目', en: 'Lianmu' },
  published: { zh: '已发布 {count} 条', en: '{count} published' },
  never: { zh: '尚未采集', en: 'not harvested yet' },
  rejected: { zh: '退回 {count} 条', en: '{count} rejected' },
  running: { zh: '正在采集', en: 'being harvested' },
  partial: { zh: '未取全', en: 'incomplete' },
  held: { zh: '待审核', en: 'waits for review' },
  failed: { zh: '采集失败', en: 'harvest failed' },
  aborted: { zh: '采集中止', en: 'harvest stopped' },
  disabled: { zh: '已停止采集', en: 'not harvested any more' },
  paused: { zh: '暂停采集', en: 'paused' },
} as const;

type Mark = 'good' | 'attention' | 'bad';

/** White on each is read well: 4.5 : 1 and more. */
const COLOURS: Readonly<Record<Mark, string>> = { good: '#1c6b3c', attention: '#8a5300', bad: '#a8231c' };
const SIGNS: Readonly<Record<Mark, string>> = { good: '✓', attention: '!', bad: '✗' };

/** How a source stands, in few words and one of three marks. */
export function badgeOf(
  { summary, lastJob, next }: SourceStanding,
  { language, now }: { readonly language: Language; readonly now: Date },
): { readonly mark: Mark; readonly name: string; readonly text: string } {
  const say = createSay(TEXTS, language);
  const counted = say('published', { count: summary.datasets });
  const name = say('name');
  const stopped = next.is === 'disabled' || next.is === 'paused' ? [say(next.is)] : [];
  if (lastJob === undefined) return { name, mark: 'attention', text: join([say('never'), ...stopped]) };
  const { state, finishedAt, startedAt } = lastJob;
  const words = [
    ...(state === 'complete' ? [] : [say(state)]),
    ...(summary.rejected > 0 ? [say('rejected', { count: summary.rejected })] : []),
    ...stopped,
  ];
  const isBad = state === 'failed' || state === 'aborted';
  const isGood = words.length === 0 || (words.length === 1 && state === 'running');
  return {
    name,
    mark: isBad ? 'bad' : isGood ? 'good' : 'attention',
    text: join([counted, ago(finishedAt ?? startedAt, now, language), ...words]),
  };
}

function join(parts: readonly string[]): string {
  return parts.join(' · ');
}

const HEIGHT = 20;
const PAD = 6;
const FONT = 12;

/** A small picture that needs nothing else: no font, no script, no style sheet. */
export function badgeSvg(badge: ReturnType<typeof badgeOf>): string {
  const text = `${SIGNS[badge.mark]} ${badge.text}`;
  const left = widthOf(badge.name) + 2 * PAD;
  const right = widthOf(text) + 2 * PAD;
  const width = left + right;
  const label = `${badge.name} | ${badge.text}`;
  return xml`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label="${label}"><title>${label}</title><rect width="${width}" height="${HEIGHT}" rx="3" fill="#33393f"/><path d="M${left} 0h${right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-${right - 3}z" fill="${COLOURS[badge.mark]}"/><g fill="#fff" font-family="PingFang SC,Noto Sans CJK SC,Microsoft YaHei,Verdana,sans-serif" font-size="${FONT}"><text x="${PAD}" y="14" textLength="${left - 2 * PAD}" lengthAdjust="spacingAndGlyphs">${badge.name}</text><text x="${left + PAD}" y="14" textLength="${right - 2 * PAD}" lengthAdjust="spacingAndGlyphs">${text}</text></g></svg>`
    .text;
}

const CJK_WIDTH = 12;
const NARROW_WIDTH = 3.6;
const LATIN_WIDTH = 6.8;

/** Near enough: the texts are stretched to it. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/[\u2e80-\uffef]/u.test(character)) width += CJK_WIDTH;
    else width += /[ ,.·!il|]/u.test(character) ? NARROW_WIDTH : LATIN_WIDTH;
  }
  return Math.ceil(width);
}
