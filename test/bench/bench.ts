import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchApi } from './api/api-bench.js';
import { benchBulk } from './bulk-bench.js';
import { measureHarvests, measureLarge } from './harvest-bench.js';
import { createNotes } from './notes.js';
import { benchPages } from './pages-bench.js';
import { measureReaders, measureRealProvince } from './real-bench.js';
import { benchSearch } from './search-bench.js';
import { measureReading } from './serve-bench.js';

/**
 * The bench of docs/benchmarks.md: `npm run bench [-- --size 100000 --large 1000000 --folder .bench --only api]`. Everything
 * that is compared is measured in one run; bounds are ratios. `--large 0` leaves out the million. `--only` names parts, with
 * commas between them; a part that reads the province takes the store that an earlier run left in the folder.
 */
const PARTS = ['harvest', 'api', 'reading', 'real', 'readers', 'large', 'bulk', 'pages', 'search'] as const;
type Part = (typeof PARTS)[number];

const { values: options } = parseArgs({
  options: {
    size: { type: 'string', default: '100000' },
    large: { type: 'string', default: '1000000' },
    folder: { type: 'string', default: '.bench' },
    port: { type: 'string', default: '18080' },
    only: { type: 'string', default: '' },
    /** The same as `--only search`, which is not among the parts of a whole run. */
    search: { type: 'boolean', default: false },
  },
});

const only = options.search ? ['search'] : options.only.split(',').filter((part) => part !== '');
const unknown = only.filter((part) => !(PARTS as readonly string[]).includes(part));
if (unknown.length > 0) throw new Error(`no part ${unknown.join(', ')}; there are ${PARTS.join(', ')}`);

function wants(part: Part): boolean {
  return only.length === 0 ? part !== 'search' : only.includes(part);
}

const size = Number(options.size);
const large = Number(options.large);
mkdirSync(options.folder, { recursive: true });
const run = mkdtempSync(join(options.folder, 'run-'));
const notes = createNotes();
const bench = { size, folder: options.folder, run, port: Number(options.port), note: notes.note };

const base = wants('harvest') ? await measureHarvests(bench) : undefined;
// The large store is built before the interface is measured, so that both sizes are measured one after the other.
if (wants('large') && large > 0) await measureLarge(bench, large, base?.first);
if (wants('api')) await benchApi({ ...bench, sizes: large > 0 ? [size, large] : [size] });
if (wants('reading')) await measureReading(bench);
if (wants('pages')) await benchPages(bench);
if (wants('bulk')) await benchBulk({ ...bench, sizes: large > 0 ? [size, large] : [size] });
if (wants('real')) await measureRealProvince(bench, base?.floor);
if (wants('readers')) await measureReaders(bench);
if (wants('search')) await benchSearch({ size, folder: options.folder });
rmSync(run, { recursive: true, force: true });
notes.print();
