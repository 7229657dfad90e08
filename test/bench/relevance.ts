import { harvestJudgedCorpus } from '../support/relevance/corpus.js';
import { relevanceTable, searchAll } from '../support/relevance/measure-relevance.js';
import { sharedData } from '../support/shared-data.js';

// Prints how well the hub finds what people look for, beside the yardstick (`npm run bench:relevance`). With `--queries`
// each query's figures as well, the worst of the hub first.

const root = sharedData('.');
if (root === undefined) throw new Error('the real catalogues are not there');
const started = performance.now();
const hub = await harvestJudgedCorpus(root);
try {
  console.log(`harvested in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  const searched = searchAll(hub);
  if (process.argv.includes('--queries')) {
    const yardstick = new Map(searched['bigram, any'].map(({ query, ndcg }) => [query, ndcg]));
    for (const { query, ndcg, recall } of [...searched.hub].sort((a, b) => a.ndcg - b.ndcg)) {
      const beside = yardstick.get(query)?.toFixed(2) ?? '';
      console.log(`${ndcg.toFixed(2)} (${beside}) recall ${recall.toFixed(2)} ${query.query}`);
    }
  }
  console.log(relevanceTable(searched));
} finally {
  await hub.close();
}
