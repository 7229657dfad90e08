import { DCAT } from '../../harvesters/dcat/index.js';
import { describeHarvesterContract, type PortalRoutes } from '../support/harvester-contract.js';

const PREFIXES = `@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
`;

function dataset(id: number): string {
  return `<https://data.example/${id}> a dcat:Dataset ; dct:title "第${id}个数据集"@zh ; dct:publisher [ dct:title "局" ] .\n`;
}

/** The last of the pages names no other; the catalogue's own address is its first page. */
function pagesOf(pages: readonly string[]): PortalRoutes {
  return (url) => {
    const page = Number(url.searchParams.get('page') ?? '1');
    const next = page < pages.length ? `<> hydra:next <?page=${page + 1}> .\n` : '';
    return {
      mediaType: 'text/turtle',
      body: `${PREFIXES}<> a hydra:PartialCollectionView .\n${next}${pages[page - 1] ?? ''}`,
    };
  };
}

const remoteIds = [1, 2, 3, 4].map((id) => `https://data.example/${id}`);

describeHarvesterContract({
  kind: DCAT,
  options: { languages: ['zh', 'en'], maxPages: 10 },
  emptyCatalogue: pagesOf(['<https://data.example/> a dcat:Catalog .']),
  twoPages: { routes: pagesOf([dataset(1) + dataset(2), dataset(3) + dataset(4)]), remoteIds },
  malformedElement: {
    routes: pagesOf([
      `${dataset(1)}[] a dcat:Dataset ; dct:issued "2024" .\n${dataset(2)}`,
      dataset(3) + dataset(4),
    ]),
    remoteIds,
  },
});
