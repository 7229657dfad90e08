import type { ListBody, Total } from './list-body.js';

/** A table as text, under one line of heads. */
export function readTable(text: string): ListBody | undefined {
  const [head, ...rows] = rowsOf(text);
  if (head === undefined || rows.length === 0) return undefined;
  return {
    records: rows,
    between: '\n',
    render: (records) => `${[head, ...records].join('\n')}\n`,
  };
}

/** Lines; one within quotes does not end. */
function rowsOf(text: string): readonly string[] {
  const rows: string[] = [];
  let open = '';
  for (const line of text.split(/\r?\n/u)) {
    const row = open === '' ? line : `${open}\n${line}`;
    const isOpen = (row.split('"').length - 1) % 2 === 1;
    open = isOpen ? row : '';
    if (!isOpen && row.trim() !== '') rows.push(row);
  }
  return rows;
}

/** RDF/XML with an element for each dataset. */
export function readXml(text: string): ListBody | undefined {
  return readPieces(text.split(/(?=<(?:\w+:)?Dataset[\s>])|(?<=<\/(?:\w+:)?Dataset>)/u), (piece) =>
    /^<(?:\w+:)?Dataset[\s>]/u.test(piece),
  );
}

/** Turtle whose statements begin at the beginning of a line. */
export function readTurtle(text: string): ListBody | undefined {
  return readPieces(text.split(/(?<=\.[ \t]*\r?\n)(?=\S)/u), (piece) =>
    /^\S+\s+a\s+dcat:Dataset\b/u.test(piece.trimStart()),
  );
}

function readPieces(pieces: readonly string[], isRecord: (piece: string) => boolean): ListBody | undefined {
  const first = pieces.findIndex(isRecord);
  if (first === -1) return undefined;
  const before = pieces.slice(0, first).join('');
  const after = pieces
    .slice(first)
    .filter((piece) => !isRecord(piece))
    .join('');
  return {
    records: pieces.filter(isRecord),
    between: '',
    render: (records, total) => counted(before, total) + records.join('') + counted(after, total),
  };
}

function counted(text: string, total: Total | undefined): string {
  if (total === undefined) return text;
  return text.replace(
    new RegExp(`(totalItems[^\\d\\n]{1,60})${total.was}\\b`, 'gu'),
    (_, before: string) => `${before}${total.is}`,
  );
}
