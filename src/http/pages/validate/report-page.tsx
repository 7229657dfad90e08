import type { VNode } from 'preact';
import type { RecordReport, Verdict } from '../../../domain/record-report.js';
import type { ValidationReport } from '../../validator.js';
import { Table } from '../components/table.js';
import type { Page, PageContext, PageRequest } from '../page.js';
import { createSay, number } from '../say.js';
import { ProblemList } from '../source/problem-list.js';
import { kindTitle } from '../source/run-words.js';
import { VALIDATE_TEXTS } from './texts.js';

const MOST_SHOWN = 100;
const ORDER: readonly Verdict[] = ['conformant', 'publishable', 'rejected', 'refused', 'failed', 'duplicate'];
const MARKS: Readonly<Record<Verdict, string>> = {
  conformant: 'good',
  publishable: 'attention',
  duplicate: 'attention',
  rejected: 'bad',
  refused: 'bad',
  failed: 'bad',
};

interface ReportPageOptions {
  readonly report: ValidationReport;
  readonly describe: PageContext['describe'];
  /** What the buttons for downloads send back; absent: it is too long for that. */
  readonly sealed: string | undefined;
}

/** What would become of a catalogue that somebody sent: to be read, printed and downloaded. */
export function reportPage(request: PageRequest, { report, describe, sealed }: ReportPageOptions): Page {
  const { language, link } = request;
  const say = createSay(VALIDATE_TEXTS, language);
  const { records, verdicts, groups, listed, stopped, kind } = report;
  const rows = ORDER.flatMap((verdict) => {
    const count = verdicts[verdict] ?? 0;
    return count === 0 ? [] : [[<Badge key={verdict} {...{ verdict, request }} />, number(count)]];
  });
  return {
    title: say('report'),
    isUnlisted: true,
    main: (
      <>
        <h1>{say('report')}</h1>
        <p class="lead">{sentence(report, request)}</p>
        <p class="muted">{say('readAs', { kind: kindTitle(kind, { kinds: [] }, language) })}</p>
        {stopped !== undefined && <p class="note attention">{say(`stopped${stopped}`, { records })}</p>}
        {records === 0 && <p>{say('noneText')}</p>}
        <div class="actions no-print">
          {records > 0 && sealed !== undefined && (
            <form
              class="actions"
              method="post"
              action={link('/validate/report')}
              encType="multipart/form-data"
            >
              <input type="hidden" name="report" value={sealed} />
              <button type="submit" name="format" value="xlsx">
                {say('asXlsx')}
              </button>
              <button type="submit" name="format" value="csv" class="plain">
                {say('asCsv')}
              </button>
            </form>
          )}
          <a class="button plain" href={link('/validate')}>
            {say('again')}
          </a>
        </div>
        {records > 0 && (
          <>
            <div class="verdicts">
              <Table heads={[say('verdict'), say('number')]} rows={rows} numeric={[1]} />
            </div>
            <h2>{say('problems')}</h2>
            {groups.length === 0 ? (
              <p>{say('noProblems')}</p>
            ) : (
              <ProblemList {...{ groups, request, describe }} />
            )}
            <h2>{say('records')}</h2>
            {listed.length > MOST_SHOWN && (
              <p class="muted">{say('recordsMore', { shown: MOST_SHOWN, listed: listed.length })}</p>
            )}
            <Table
              heads={[say('record'), say('verdict'), say('found')]}
              rows={listed.slice(0, MOST_SHOWN).map((record) => recordRow(record, { request, describe }))}
            />
          </>
        )}
      </>
    ),
  };
}

function sentence({ records, verdicts }: ValidationReport, { language }: PageRequest): string {
  const say = createSay(VALIDATE_TEXTS, language);
  const { conformant = 0, publishable = 0, duplicate = 0 } = verdicts;
  // One that is listed again is no record of its own.
  const counted = records - duplicate;
  const good = conformant + publishable;
  if (counted === 0) return `${say('none')}${language === 'zh' ? '。' : '.'}`;
  if (good === counted) return say(good === 1 ? 'sentenceOne' : 'sentenceAll', { records: counted });
  if (good === 0) return say('sentenceNone', { records: counted });
  return say('sentenceSome', { records: counted, good, bad: counted - good });
}

function Badge({ verdict, request }: { readonly verdict: Verdict; readonly request: PageRequest }): VNode {
  const say = createSay(VALIDATE_TEXTS, request.language);
  return <span class={`badge ${MARKS[verdict]}`}>{say(verdict)}</span>;
}

function recordRow(
  { remoteId, title, verdict, problems }: RecordReport,
  { request, describe }: { readonly request: PageRequest; readonly describe: PageContext['describe'] },
): readonly (string | VNode)[] {
  const { language } = request;
  const say = createSay(VALIDATE_TEXTS, language);
  const titles = [...new Set(problems.map((problem) => describe(problem, language).title))];
  return [
    <span key="record">
      {title ?? say('noTitle')} <code class="muted">{remoteId}</code>
    </span>,
    <Badge key="verdict" {...{ verdict, request }} />,
    titles.join(language === 'zh' ? '；' : '; '),
  ];
}
