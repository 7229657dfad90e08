import { nextShortly } from '../../sources/sentence.js';
import { standings } from '../../sources/source-standing.js';
import { ago } from '../../sources/time-words.js';
import { Table } from '../components/table.js';
import type { Page, PageContext, PageRequest } from '../page.js';
import { createSay, number } from '../say.js';
import { capital, JobBadge, kindTitle } from './run-words.js';
import { SOURCE_TEXTS } from './texts.js';

/** All portals that the catalogue is made of. */
export async function sourceListPage(request: PageRequest, context: PageContext): Promise<Page> {
  const { language, link } = request;
  const { harvest, catalog } = context;
  const { timezone } = harvest;
  const say = createSay(SOURCE_TEXTS, language);
  const now = harvest.now();
  const all = await standings(catalog, harvest);
  const hasCities = all.some(({ source }) => source.region !== undefined);
  const rows = all.map(({ source, summary, lastJob, next }) => [
    <a key="title" href={link(`/source/${source.id}`)}>
      {source.title}
    </a>,
    ...(hasCities ? [source.region ?? ''] : []),
    kindTitle(source.kind, harvest, language),
    number(summary.datasets),
    number(summary.rejected),
    <span key="run">
      <JobBadge job={lastJob} language={language} />{' '}
      {lastJob !== undefined && (
        <span class="muted">{ago(lastJob.finishedAt ?? lastJob.startedAt, now, language)}</span>
      )}
    </span>,
    capital(nextShortly(next, { language, now, timezone })),
  ]);
  const heads = [
    'portal',
    ...(hasCities ? (['city'] as const) : []),
    ...(['kind', 'published', 'rejected', 'lastRun', 'nextRun'] as const),
  ] as const;
  const numeric = hasCities ? [3, 4] : [2, 3];
  return {
    title: say('listTitle'),
    main: (
      <>
        <h1>{say('listTitle')}</h1>
        <p>{all.length === 0 ? say('noSources') : say('listLead', { count: all.length })}</p>
        <p>
          <a href={link('/validate')}>{say('checkYours')}</a>
        </p>
        {all.length > 0 && (
          <div class="sources">
            <Table heads={heads.map((head) => say(head))} rows={rows} numeric={numeric} />
          </div>
        )}
      </>
    ),
  };
}
