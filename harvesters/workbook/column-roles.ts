import { asTarget, type Target } from '../../src/domain/draft-elements.js';
import { foldLabel, type LabelLookup } from '../../src/domain/labels.js';
import type { Source } from '../../src/domain/source.js';
import { GUIDE_COLUMNS, LIST_COLUMNS } from './known-columns.js';
import type { WorkbookOptions } from './options.js';
import { columnIndex, unlabelled } from './sheet.js';

/** A column of the official fill-in workbook that is part of an element, and what is no content at all. */
export const OWN_ROLES = [
  'lei',
  'xiang',
  'mu',
  'ximu',
  'formatClass',
  'formatType',
  'formatNote',
  'fieldName',
  'fieldNameEn',
  'fieldType',
  'fieldLength',
  'volumeGigabytes',
  'volumeTenThousands',
  'ignore',
] as const;
export type OwnRole = (typeof OWN_ROLES)[number];

/** What a column holds. */
export type Role = Target | { readonly type: 'own'; readonly name: OwnRole };

/** What the column under this label holds; undefined for a label that nobody knows. */
export type RoleReader = (label: string) => Role | undefined;

export interface ColumnRoles {
  /** Of the guide's official workbook: its labels mean there what the guide says. */
  readonly guide: RoleReader;
  /** Of any other list. */
  readonly list: RoleReader;
}

/** Numbers that change with every row inserted, and with every visit: no content. */
const INDEX = /^(?:序号|序號|行号|行號|no\.?|#|项次|項次|seq)$/;
const COUNTER =
  /(?:浏览|瀏覽|访问|訪問|查看|点击|點擊|下载|下載|调用|調用|使用|收藏|关注|關注|订阅|訂閱|评论|評論|评价|評價)(?:总)?(?:量|数|數|次数|次數|人次)$|评分$|評分$/;

/**
 * The source's own words come first (`columns`, then `labels`), then those of the template, then the general ones.
 * A word that leads nowhere (`none`) makes the column an extra.
 */
export function createColumnRoles(
  source: Pick<Source, 'labels'>,
  { columns }: Pick<WorkbookOptions, 'columns'>,
  labels: LabelLookup,
): ColumnRoles {
  const stated = new Map<string, Role | undefined>();
  for (const words of [source.labels, columns]) {
    for (const [label, word] of Object.entries(words)) {
      const index = words === columns ? columnIndex(label) : undefined;
      if (index !== undefined) stated.set(foldLabel(unlabelled(index)), asRole(word));
      stated.set(foldLabel(label), asRole(word));
    }
  }
  function reader(...tables: readonly ((folded: string, label: string) => string | undefined)[]): RoleReader {
    const known = new Map<string, Role | undefined>();
    return (label) => {
      if (known.has(label)) return known.get(label);
      const folded = foldLabel(label);
      let role = stated.get(folded);
      if (!stated.has(folded)) {
        for (const table of tables) role ??= asRole(table(folded, label));
      }
      if (known.size < MAX_REMEMBERED) known.set(label, role);
      return role;
    };
  }
  const general = (_: string, label: string): string | undefined => labels(label);
  const uncounted = (folded: string): string | undefined =>
    INDEX.test(folded) || COUNTER.test(folded) ? 'ignore' : undefined;
  const guide = (folded: string): string | undefined => GUIDE_COLUMNS.get(folded);
  const list = (folded: string): string | undefined => LIST_COLUMNS.get(folded);
  return {
    guide: reader(guide, uncounted, general, list),
    list: reader(uncounted, general, list, guide),
  };
}

const MAX_REMEMBERED = 5000;

function asRole(word: string | undefined): Role | undefined {
  if (word === undefined) return undefined;
  const own = OWN_ROLES.find((role) => role === word);
  return own === undefined ? asTarget(word) : { type: 'own', name: own };
}
