import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format as prettify } from 'prettier';
import { ELEMENT_PATHS, type ElementPath, type Fate } from './elements.js';
import type { Fates } from './fates.js';
import type { FormatName } from './formats.js';
import { REASONS } from './reasons.js';

const FILE = join(import.meta.dirname, '../../../docs/round-trips.md');

const TITLES: Readonly<Record<FormatName, string>> = {
  lianmu: '变更流 /changes',
  ckan: 'CKAN',
  dcat: 'DCAT',
  'data-json': 'data.json',
  'guide-xlsx': '工作簿 workbook',
};

const WORDS: Readonly<Record<Exclude<Fate, 'kept'>, string>> = {
  lost: '丢失 lost',
  changed: '改变 changed',
  reordered: '乱序 order',
  added: '增添 added',
};

const INTRODUCTION = `# 往返 · Round trips

枢纽 → 某种格式 → 以该类来源采集的另一枢纽：国家目录记录的每个要素还剩什么。本页由测试生成：它发布涵盖所有要素的记录、一个模拟省和恶意门户的记录，
用各种格式送到第二个枢纽，逐要素比较前后。✓ 表示所有记录都原样保留；其余给出变化，原因按编号列在表后。

Hub → a format → a second hub that harvests it as a source of that kind: what is left of each element of the national record. A test makes this page
(\`UPDATE_GOLDEN=1\` writes it anew): it publishes records that between them have every element, a simulated province and what a hostile portal wrote,
brings them to a second hub in each format, and compares element by element. ✓: kept in every record. Otherwise the cell says what can happen to it and why,
by the number of the reason below. The whitelist for personal data of the second hub lets everything pass; only files that may leave the first hub are compared.

- **丢失 lost**: it does not come over. **改变 changed**: it comes over as something else.
- **乱序 order**: the same values, in another order. **增添 added**: the second hub has it where the first had none.

/changes is read as kind \`lianmu\`. CKAN is the Action API and \`lianmu export --format jsonl\`, read as kind \`ckan\`; DCAT is \`/catalog\` in each of its syntaxes, which all bring the same, read as kind \`dcat\`;
data.json is read as kind \`data-json\`; the workbook is \`lianmu export --format guide-xlsx\`, read as kind \`workbook\`.
What CKAN and DCAT have no words for stands in extras \`cn_…\` and in the vocabulary at \`/def/national\`: another hub reads it back, other readers may.
`;

/** The reasons that an element is not kept, by format; undefined where nobody has said one. */
export function reasonOf(format: FormatName, path: ElementPath): number | undefined {
  const index = REASONS.findIndex(
    ({ formats, elements }) => formats.includes(format) && elements.some((element) => covers(element, path)),
  );
  return index < 0 ? undefined : index + 1;
}

function covers(element: string, path: ElementPath): boolean {
  return path === element || path.startsWith(`${element}.`) || path.startsWith(`${element}[].`);
}

export function isKept(fates: ReadonlySet<Fate> | undefined): boolean {
  return fates === undefined || [...fates].every((fate) => fate === 'kept');
}

export async function roundTripsPage(byFormat: ReadonlyMap<FormatName, Fates>): Promise<string> {
  const formats = [...byFormat.keys()];
  const header = ['要素 element', ...formats.map((format) => TITLES[format])];
  const rows = ELEMENT_PATHS.map((path) => [
    `\`${path}\``,
    ...formats.map((format) => cellOf(format, path, byFormat.get(format)?.get(path))),
  ]);
  const table = [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const reasons = REASONS.map(({ why }, index) => `${index + 1}. ${why.zh}\n   ${why.en}`);
  const text = `${INTRODUCTION}\n${table.join('\n')}\n\n## 原因 · Reasons\n\n${reasons.join('\n')}\n`;
  return prettify(text, { parser: 'markdown', printWidth: 110 });
}

function cellOf(format: FormatName, path: ElementPath, fates: ReadonlySet<Fate> | undefined): string {
  if (isKept(fates)) return '✓';
  const words = Object.entries(WORDS).flatMap(([fate, word]) =>
    fates?.has(fate as Fate) === true ? [word] : [],
  );
  return `${words.join('<br>')} (${reasonOf(format, path) ?? '?'})`;
}

/** The page as it is committed; with `UPDATE_GOLDEN=1` it is written first. */
export function committedPage(page: string): string {
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(FILE, page);
  return existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
}
