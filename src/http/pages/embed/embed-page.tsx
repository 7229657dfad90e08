import type { VNode } from 'preact';
import { Table } from '../components/table.js';
import { createLink } from '../links.js';
import { HTML_LANG, LOCALE_NAMES, LOCALES, readLocale } from '../locale.js';
import type { Page, PageContext, PageRequest } from '../page.js';
import { createSay, type Say } from '../say.js';
import { accentAddress } from '../theme-files.js';
import { CHARTS } from './charts.js';
import { type Choice, embedCode, type EmbedCode, KINDS } from './embed-code.js';
import { DEFAULT_ROWS, PART_FILTERS, readRows } from './results-part.js';
import { EMBED_TEXTS } from './texts.js';

type EmbedSay = Say<keyof typeof EMBED_TEXTS>;

/** Says how to embed, with the code for what is chosen and how it looks. */
export function embedPage(request: PageRequest, { datasets, site, theme }: PageContext): Page {
  const { language, query } = request;
  const say = createSay(EMBED_TEXTS, language);
  const choice = readChoice(request, () => [...datasets.names({ limit: 1 })][0] ?? '');
  const code = embedCode(choice, {
    fallback: wholePage(choice),
    hub: site.url,
    title: `${site.title[language]}${language === 'zh' ? '：' : ': '}${say(choice.kind === 'chart' ? choice.chart : choice.kind)}`,
  });
  const asked = query.get('accent') ?? '';
  return {
    title: say('title'),
    description: say('lead'),
    main: (
      <>
        <h1>{say('title')}</h1>
        <p class="lead">{say('lead')}</p>
        <div class="embed-tool">
          <section>
            <h2>{say('choose')}</h2>
            <Kinds choice={choice} request={request} say={say} />
            <ChoiceForm choice={choice} request={request} say={say} />
            {asked !== '' && choice.accent === '' && (
              <p class="note attention" role="status">
                {say('badAccent', { accent: asked.slice(0, 20) })}
              </p>
            )}
          </section>
          <section>
            <h2>{say('preview')}</h2>
            <iframe
              class="embed-preview"
              src={code.path}
              title={say('preview')}
              height={code.height}
              loading="lazy"
            />
          </section>
        </div>
        <h2>{say('code')}</h2>
        <CodeForms code={code} say={say} />
        <h2>{say('parameters')}</h2>
        <p>{say('parametersText')}</p>
        <ParameterTable say={say} />
        <h2>{say('who')}</h2>
        <p>{whoMay(theme.ancestors ?? ['*'], say)}</p>
        <p>{say('policy', { origin: new URL(site.url).origin })}</p>
      </>
    ),
  };
}

function readChoice({ query, locale }: PageRequest, firstName: () => string): Choice {
  const accent = accentAddress(query.get('accent'));
  const language = query.get('in');
  return {
    kind: KINDS.find((kind) => kind === query.get('what')) ?? 'search',
    q: (query.get('q') ?? '').slice(0, 200),
    rows: query.get('rows') === null ? DEFAULT_ROWS : readRows(query.get('rows')),
    name: (query.get('name') ?? '').trim().slice(0, 200) || firstName(),
    chart: CHARTS.find((chart) => chart === query.get('chart')) ?? 'domains',
    locale: language === null ? locale : readLocale(language),
    accent: accent?.slice(-'rrggbb'.length) ?? '',
  };
}

/** Where the catalogue shows what the part shows, for who runs no scripts. */
function wholePage({ kind, name, q, locale }: Choice): string {
  const link = createLink({ locale });
  if (kind === 'chart') return link('/statistics');
  if (kind === 'dataset') return link(`/dataset/${encodeURIComponent(name)}`);
  return link('/dataset', q === '' ? [] : [['q', q]]);
}

function whoMay(ancestors: readonly string[], say: EmbedSay): string {
  if (ancestors.includes('*')) return say('everybody');
  return ancestors.length === 0 ? say('nobody') : say('some', { sites: ancestors.join(' ') });
}

interface PartProps {
  readonly choice: Choice;
  readonly request: PageRequest;
  readonly say: EmbedSay;
}

function Kinds({ choice, request, say }: PartProps): VNode {
  return (
    <nav class="embed-kinds" aria-label={say('kinds')}>
      {KINDS.map((kind) => (
        <a
          key={kind}
          href={request.link('/embed', [
            ['what', kind],
            ['accent', choice.accent === '' ? undefined : choice.accent],
          ])}
          aria-current={kind === choice.kind ? 'page' : undefined}
        >
          {say(kind)}
        </a>
      ))}
    </nav>
  );
}

function ChoiceForm({ choice, request, say }: PartProps): VNode {
  const { kind, q, rows, name, chart, locale, accent } = choice;
  return (
    <form class="embed-form" action="/embed" method="get">
      <input type="hidden" name="what" value={kind} />
      {request.locale !== 'zh' && <input type="hidden" name="lang" value={request.locale} />}
      {(kind === 'search' || kind === 'results') && (
        <p>
          <label for="embed-q">{say('q')}</label>
          <input id="embed-q" name="q" value={q} />
        </p>
      )}
      {kind === 'results' && (
        <p>
          <label for="embed-rows">{say('rows')}</label>
          <input id="embed-rows" type="number" name="rows" min="1" max="20" value={rows} />
        </p>
      )}
      {kind === 'dataset' && (
        <p>
          <label for="embed-name">{say('name')}</label>
          <input id="embed-name" name="name" value={name} aria-describedby="embed-name-hint" />
          <span id="embed-name-hint" class="muted">
            {say('nameHint')}
          </span>
        </p>
      )}
      {kind === 'chart' && (
        <p>
          <label for="embed-chart">{say('which')}</label>
          <select id="embed-chart" name="chart">
            {CHARTS.map((each) => (
              <option key={each} value={each} selected={each === chart}>
                {say(each)}
              </option>
            ))}
          </select>
        </p>
      )}
      <p>
        <label for="embed-in">{say('language')}</label>
        <select id="embed-in" name="in">
          {LOCALES.map((each) => (
            <option key={each} value={each} lang={HTML_LANG[each]} selected={each === locale}>
              {LOCALE_NAMES[each]}
            </option>
          ))}
        </select>
      </p>
      <p>
        <label for="embed-accent">{say('accent')}</label>
        <input
          id="embed-accent"
          name="accent"
          value={accent}
          maxLength={7}
          pattern="#?[0-9a-fA-F]{6}"
          aria-describedby="embed-accent-hint"
        />
        <span id="embed-accent-hint" class="muted">
          {say('accentHint')}
        </span>
      </p>
      <p>
        <button type="submit">{say('show')}</button>
      </p>
    </form>
  );
}

function CodeForms({ code, say }: { readonly code: EmbedCode; readonly say: EmbedSay }): VNode {
  return (
    <>
      {(['frame', 'script'] as const).map((form) => (
        <section key={form} class="embed-code">
          <h3>{say(form)}</h3>
          <p>{say(`${form}Text`)}</p>
          <pre tabIndex={0}>
            <code id={`embed-${form}`}>{code[form]}</code>
          </pre>
          <button
            type="button"
            class="plain"
            data-script=""
            data-copy={`#embed-${form}`}
            data-copied={say('copied')}
            hidden
          >
            {say('copy')}
          </button>
        </section>
      ))}
    </>
  );
}

function ParameterTable({ say }: { readonly say: EmbedSay }): VNode {
  const rows: readonly (readonly [readonly string[], string, string])[] = [
    [['q'], `${say('search')} · ${say('results')}`, say('pQ')],
    [['rows'], say('results'), say('pRows')],
    [PART_FILTERS, say('results'), say('pFilters')],
    [['name'], say('dataset'), say('pName')],
    [['chart'], say('chart'), say('pChart', { charts: CHARTS.join(' ') })],
    [['lang'], say('everything'), say('pLang')],
    [['accent'], say('everything'), say('pAccent')],
    [['height'], say('everything'), say('pHeight')],
    [['title'], say('everything'), say('pTitle')],
  ];
  return (
    <Table
      heads={[say('parameter'), say('for'), say('meaning')]}
      rows={rows.map(([names, kinds, meaning]) => [
        <span key="names" class="embed-names">
          {names.map((name) => (
            <code key={name}>{name}</code>
          ))}
        </span>,
        kinds,
        meaning,
      ])}
    />
  );
}
