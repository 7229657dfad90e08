import type { DatasetDraft, License } from '../domain/dataset.js';
import { compact } from './compact.js';
import type { CrosswalkTable, Hit } from './crosswalk-table.js';
import { htmlToPlainText } from './html.js';
import type { Notes } from './notes.js';
import { toLine } from './text.js';

/** The licence by id, else by URL, else by title; the portal's own title and URL stay. Nothing stated stays nothing. */
export function toLicense(
  draft: Pick<DatasetDraft, 'licenseId' | 'licenseTitle' | 'licenseUrl'>,
  table: CrosswalkTable,
  notes: Notes,
): License | undefined {
  const id = toPlainLine(draft.licenseId, '/license/id', notes);
  const url = toLine(draft.licenseUrl, '/license/url', notes);
  const title = toPlainLine(draft.licenseTitle, '/license/title', notes);
  const word = [id, url, title].find((given) => given !== undefined && table.find(given) !== undefined);
  const hit = word === undefined ? undefined : table.find(word);
  const said = id ?? url ?? title;
  if (hit === undefined) {
    if (said !== undefined) notes.report('unknown-license', { value: said });
    return compact<License>({ id, title, url });
  }
  const known = hit.keep ? word : hit.to[0];
  if (known !== id) notes.adjust('/license/id', 'crosswalk:license', word);
  const open = hit.facts['open'];
  return compact<License>({
    id: known,
    open: typeof open === 'boolean' ? open : undefined,
    title: title ?? fact(hit, 'title'),
    url: url ?? fact(hit, 'url'),
  });
}

/** Some portals write a licence as a piece of a page. */
function toPlainLine(value: unknown, pointer: string, notes: Notes): string | undefined {
  const line = toLine(value, pointer, notes);
  return line === undefined ? undefined : htmlToPlainText(line, pointer, notes)?.replace(/\s+/gu, ' ');
}

function fact(hit: Hit, name: string): string | undefined {
  const value = hit.facts[name];
  return typeof value === 'string' ? value : undefined;
}
