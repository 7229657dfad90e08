import type { Publisher, PublisherDraft } from '../domain/dataset.js';
import type { Source } from '../domain/source.js';
import { isUscc } from '../domain/uscc.js';
import { compact } from './compact.js';
import type { Notes } from './notes.js';
import { remember } from './remember.js';
import { toLine, toText } from './text.js';
import type { Vocabulary } from './vocabulary.js';

type PublisherSettings = Pick<Source, 'defaultPublisher' | 'region'>;

/** 信息资源提供方; undefined where neither the record nor the source names one. */
export function toPublisher(
  draft: PublisherDraft,
  settings: PublisherSettings,
  words: Vocabulary,
  notes: Notes,
): Publisher | undefined {
  const name = toName(draft.name, settings, words, notes);
  if (name === undefined) return undefined;
  const { code, localId } = toCode(draft, notes);
  return compact<Publisher>({
    code,
    description: toText(draft.description, '/publisher/description', notes),
    imageUrl: toLine(draft.imageUrl, '/publisher/imageUrl', notes),
    localId: toLine(draft.localId, '/publisher/localId', notes) ?? localId,
    localName: toLine(draft.localName, '/publisher/localName', notes),
    name,
    unit: toLine(draft.unit, '/publisher/unit', notes),
  });
}

function toName(
  value: unknown,
  settings: PublisherSettings,
  words: Vocabulary,
  notes: Notes,
): string | undefined {
  const pointer = '/publisher/name';
  const given = toLine(value, pointer, notes);
  if (given === undefined) {
    if (settings.defaultPublisher !== undefined) notes.adjust(pointer, 'default-publisher', '');
    return settings.defaultPublisher;
  }
  const known = words.publisher.find(given)?.to[0];
  if (known !== undefined && known !== given) {
    notes.adjust(pointer, 'crosswalk:publisher', given);
    return known;
  }
  const full = withRegion(given, settings.region, words);
  if (full !== given) notes.adjust(pointer, 'region', given);
  return full;
}

/** 市教育局 of the region 江城市 is 江城市教育局; 市场监管局 is no 市 of anything. */
function withRegion(name: string, region: string | undefined, words: Vocabulary): string {
  if (region === undefined || name.startsWith(region)) return name;
  const prefix = words.regionPrefixes.find((start) => name.startsWith(start));
  if (prefix === undefined || !region.endsWith(prefix)) return name;
  if (words.regionExceptions.some((word) => name.startsWith(word))) return name;
  return region + name.slice(prefix.length);
}

/** A code as GB 32100 writes it, and whether its check character is the right one. */
const readCode = remember((given) => {
  const code = given.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
  return { code, isRight: isUscc(code) };
});

/** A code whose check is wrong is left out; what cannot be one at all is the portal's own id (guide §1.4). */
function toCode(draft: PublisherDraft, notes: Notes): { readonly code?: string; readonly localId?: string } {
  const given = toLine(draft.code, '/publisher/code', notes);
  if (given === undefined) return {};
  const { code, isRight } = readCode(given);
  if (!isRight) {
    notes.report('uscc-invalid', { value: given });
    return code.length === 18 ? {} : { localId: given };
  }
  if (code !== given) notes.adjust('/publisher/code', 'uscc', given);
  return { code };
}
