import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A file that pages load; its address changes with its content, so that it may be kept for ever. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly content: string;
}

export interface Assets {
  /** Addresses. */
  readonly styles: string;
  readonly scripts: readonly string[];
  readonly files: readonly Asset[];
  /** The sign of the site in the browser. */
  readonly icon: string;
  /** What other sites load to embed parts of the catalogue. */
  readonly embedScript: string;
}

/** In this order in one style sheet; each part of the pages has its own. */
const STYLES = [
  'tokens',
  'layout',
  'components',
  'places',
  'search',
  'dataset',
  'figures',
  'source',
  'embed',
  'print',
];

export function readAssets(): Assets {
  const folder = join(packageRoot(), 'src/http/pages/assets');
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const parts = STYLES.map((name) => `${name}.css`).filter((name) => existsSync(join(folder, name)));
  const styles = asset('portal', 'css', parts.map(read).join('\n'));
  const suggestions = readFileSync(
    createRequire(import.meta.url).resolve('@github/auto-complete-element/dist/bundle.js'),
    'utf8',
  );
  const scripts = [asset('auto-complete', 'js', suggestions), asset('portal', 'js', read('portal.js'))];
  const icon = asset('icon', 'svg', read('icon.svg'));
  return {
    styles: styles.path,
    icon: icon.path,
    scripts: scripts.map(({ path }) => path),
    files: [styles, icon, ...scripts],
    embedScript: read('embed.js'),
  };
}

const TYPES = {
  css: 'text/css;charset=utf-8',
  js: 'text/javascript;charset=utf-8',
  svg: 'image/svg+xml;charset=utf-8',
} as const;

function asset(name: string, ending: keyof typeof TYPES, content: string): Asset {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { path: `/assets/${name}.${hash}.${ending}`, type: TYPES[ending], content };
}

/** The same from `src` and from `dist/src`. */
function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
