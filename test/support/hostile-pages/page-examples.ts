import { PAGES } from '../../../src/http/pages/routes.js';
import type { HostileHub } from './hostile-hub.js';

/** Paths of one page that show most; one whose address has a part to fill and is not here fails the tests. */
export function pagePaths(hub: HostileHub): ReadonlyMap<string, readonly string[]> {
  const names = [...hub.reading.datasets.names({})];
  const publishers = hub.reading.datasets.publishers().map(({ name }) => name);
  const table = new Map<string, readonly string[]>([
    ['/dataset', ['/dataset', '/dataset?rows=50', ...words('/dataset?q=')]],
    ['/dataset/:name', [...names, 'evil-0'].map((name) => `/dataset/${encodeURIComponent(name)}`)],
    [
      '/dataset/:name/history',
      names.slice(0, 8).map((name) => `/dataset/${encodeURIComponent(name)}/history`),
    ],
    ['/organization/:name', publishers.map((name) => `/organization/${encodeURIComponent(name)}`)],
    ['/group/:name', ['/group/health']],
    ['/city/:region', [`/city/${encodeURIComponent('江城市')}`]],
    ['/source/:id', ['/source/evil']],
    ['/source/:id/record', ['/source/evil/record', ...words('/source/evil/record?q=')]],
    ['/embed', ['search', 'results', 'dataset', 'chart'].map((what) => `/embed?what=${what}`)],
    ['/embed/results', ['/embed/results?rows=20', ...words('/embed/results?q=')]],
    [
      '/embed/dataset/:name',
      [...names, 'evil-0'].map((name) => `/embed/dataset/${encodeURIComponent(name)}`),
    ],
    [
      '/embed/chart/:chart',
      ['domains', 'publishers', 'formats', 'timely', 'api'].map((chart) => `/embed/chart/${chart}`),
    ],
  ]);
  return new Map(PAGES.map(({ url }) => [url, table.get(url) ?? (/[:*]/.test(url) ? [] : [url])]));
}

/** Searches that repeat what was asked. */
function words(start: string): readonly string[] {
  return ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '目录', "' onfocus='x"].map(
    (q) => start + encodeURIComponent(q),
  );
}
