import { yamlMembers } from '../domain/yaml-lines.js';
import type { CommandContext } from './context.js';
import type { ProbeReport, SourceDraft } from './requests.js';
import { count } from './table.js';
import { printable } from './width.js';

type Say = CommandContext['say'];

/** The file of a source as a person would begin it: what was found, then what only a person can say, commented out. */
export function renderSourceDraft(draft: SourceDraft, { findings }: ProbeReport, say: Say): string {
  const [best] = findings;
  const found = best === undefined ? [] : [printable(`${best.title}: ${best.evidence}`)];
  const records = best?.records;
  if (records !== undefined) {
    found.push(say({ zh: `${count(records)} 条记录`, en: `${count(records)} records` }));
  }
  return [
    say({
      zh: `# config/sources/${draft.id}.yaml，由 lianmu sources probe 起草。文件名就是来源的标识，定下后不再更改。`,
      en: `# config/sources/${draft.id}.yaml, drafted by lianmu sources probe. Its name is the source's id: choose it for good.`,
    }),
    ...found.map((line) => `# ${line}`),
    ...yamlMembers(draft.values),
    ...say(UNDECIDED).split('\n'),
    '',
  ].join('\n');
}

const UNDECIDED = {
  zh: `# schedule: 10 3 * * *      分 时 日 月 周；不写则只按需采集
# region: 江城市            把“市教育局”补全为“江城市教育局”
# defaultPublisher: 江城市数据局   未写明提供方的记录归谁；不写则退回这些记录`,
  en: `# schedule: 10 3 * * *      minute, hour, day of month, month, day of week; without it: on demand only
# region: 江城市            completes 市教育局 to 江城市教育局
# defaultPublisher: 江城市数据局   publisher of records that name none; without it they are rejected`,
};
