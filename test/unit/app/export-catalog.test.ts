import { exportCatalog } from '../../../src/app/export-catalog.js';
import { EXPORT_FORMATS, type ExportFormat } from '../../../src/cli/application.js';
import type { SyntaxName } from '../../../src/serialise/dcat/syntax/syntaxes.js';
import { SITE } from '../../support/api-client.js';
import { ALL } from '../../support/published-datasets.js';
import { ODD } from '../../support/rdf/odd-datasets.js';
import { parseRdf, statementsOf } from '../../support/rdf/parse-rdf.js';
import { loadDcatApShapes } from '../../support/rdf/shacl.js';

const EVERYTHING = [...ALL, ...ODD];

const signal = new AbortController().signal;

async function exported(format: ExportFormat): Promise<string> {
  let text = '';
  for await (const piece of exportCatalog({ format, signal }, { all: () => EVERYTHING }, SITE)) text += piece;
  return text;
}

describe('exports', () => {
  it.each(EXPORT_FORMATS)('in %s hold no file of a dataset that is not open', async (format) => {
    expect(await exported(format)).not.toMatch(/hidden\.csv|不可见的文件/);
  });

  it('hold a package a line in jsonl', async () => {
    const lines = (await exported('jsonl')).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { readonly name: string }).name)).toEqual(
      EVERYTHING.map(({ name }) => name),
    );
  });

  it('say the same in all syntaxes of DCAT, and keep its shapes', async () => {
    const turtle = await parseRdf(await exported('dcat-ttl'), 'ttl');
    expect(loadDcatApShapes()?.(turtle) ?? []).toEqual([]);
    const others: readonly (readonly [ExportFormat, SyntaxName])[] = [
      ['dcat-nt', 'nt'],
      ['dcat-jsonld', 'jsonld'],
      ['dcat-xml', 'xml'],
    ];
    for (const [format, syntax] of others) {
      expect(statementsOf(await parseRdf(await exported(format), syntax))).toEqual(statementsOf(turtle));
    }
  });
});
