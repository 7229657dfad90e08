import { toJson } from '../../src/domain/json-values.js';
import type { LabelledRecord } from '../../src/domain/labelled-draft.js';
import { foldLabel } from '../../src/domain/labels.js';
import type { TargetReader } from '../../src/domain/target-reader.js';
import { ID_LABELS } from './known-labels.js';

/** What tells a record from the others of its list; undefined where it says nothing of the kind. */
export type KeyReader = (record: LabelledRecord) => string | undefined;

/** The values under these labels; undefined where none of them says anything. */
export function statedKey(labels: readonly string[]): KeyReader {
  return (record) => {
    const parts = labels.map((label) => toKeyPart(record[label]));
    return parts.some((part) => part !== '') ? parts.join(SEPARATOR) : undefined;
  };
}

const SEPARATOR = ' | ';

/**
 * The record's own id, else the address of its page, else its title and who provides it. Each record is judged by itself,
 * so that its identity does not hang on the others of the list.
 */
export function foundKey(targetOf: TargetReader): KeyReader {
  const roleOf = createRoles(targetOf);
  return (record) => {
    const found: Partial<Record<Role, string>> = {};
    for (const label of Object.keys(record)) {
      const role = roleOf(label);
      if (role === undefined || found[role] !== undefined) continue;
      const part = toKeyPart(record[label]);
      if (part !== '' && (role !== 'page' || isWebAddress(part))) found[role] = part;
    }
    const { id, code, page, title, publisher } = found;
    const own = id ?? code ?? page;
    if (own !== undefined) return own;
    if (title === undefined) return undefined;
    return publisher === undefined ? title : `${title}${SEPARATOR}${publisher}`;
  };
}

type Role = 'id' | 'code' | 'page' | 'title' | 'publisher';

const ROLES: Readonly<Partial<Record<string, Role>>> = {
  code: 'code',
  landingPage: 'page',
  title: 'title',
  publisher: 'publisher',
};

const MAX_REMEMBERED = 5000;

function createRoles(targetOf: TargetReader): (label: string) => Role | undefined {
  const remembered = new Map<string, Role | undefined>();
  return (label) => {
    if (remembered.has(label)) return remembered.get(label);
    const target = targetOf(label)?.name;
    const role = ID_LABELS.has(foldLabel(label)) ? 'id' : target === undefined ? undefined : ROLES[target];
    if (remembered.size < MAX_REMEMBERED) remembered.set(label, role);
    return role;
  };
}

export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/iu.test(text) && URL.canParse(text);
}

function toKeyPart(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === null || value === undefined ? '' : (toJson(value) ?? '');
}
