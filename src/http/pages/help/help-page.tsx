import type { ComponentChildren, VNode } from 'preact';
import { OPEN_TYPES } from '../../../domain/code-lists.js';
import { Table } from '../components/table.js';
import type { Page, PageContext, PageRequest } from '../page.js';
import { createSay, type Say } from '../say.js';
import { GLOSSARY } from './glossary.js';
import { FIELD_EXAMPLES, type SearchExample, WORD_EXAMPLES } from './search-examples.js';
import { HELP } from './texts.js';

interface Parts {
  readonly request: PageRequest;
  readonly say: Say<keyof typeof HELP>;
}

const SECTIONS = [
  ['search', Searching],
  ['openness', Openness],
  ['wrong', Wrong],
  ['figures', Counting],
  ['past', Past],
  ['languages', Languages],
  ['accessibility', Accessibility],
  ['privacy', Privacy],
  ['glossary', Glossary],
] as const;

/** What a visitor may want to know; each part has an address of its own. */
export function helpPage(request: PageRequest, { site }: PageContext): Page {
  const say = createSay(HELP, request.language);
  const { name, email, url } = site.publisher;
  return {
    title: say('title'),
    main: (
      <div class="prose">
        <h1>{say('title')}</h1>
        <p>{say('lead')}</p>
        <nav aria-label={say('contents')}>
          <ul class="names">
            {SECTIONS.map(([id]) => (
              <li key={id}>
                <a href={`#${id}`}>{say(id)}</a>
              </li>
            ))}
          </ul>
        </nav>
        {SECTIONS.map(([id, Content]) => (
          <section key={id} aria-labelledby={id}>
            <h2 id={id}>{say(id)}</h2>
            <Content request={request} say={say} />
          </section>
        ))}
        <hr />
        <p>
          {say('operator', { name })}
          {(email !== undefined || url !== undefined) && ` ${say('contact')} `}
          {email !== undefined && <a href={`mailto:${email}`}>{email}</a>}{' '}
          {url !== undefined && <a href={url}>{url}</a>}
        </p>
      </div>
    ),
  };
}

function Searching({ request, say }: Parts): VNode {
  const { link } = request;
  return (
    <>
      <p>{say('searchText')}</p>
      <Examples examples={WORD_EXAMPLES} request={request} say={say} />
      <h3>{say('fieldsTitle')}</h3>
      <p>{say('fieldsText')}</p>
      <Examples examples={FIELD_EXAMPLES} request={request} say={say} />
      <p>{say('noResults')}</p>
      <p class="links">
        {say('browse')} <a href={link('/group')}>{say('domains')}</a>
        <a href={link('/organization')}>{say('publishers')}</a>
        <a href={link('/city')}>{say('cities')}</a>
      </p>
    </>
  );
}

function Examples({
  examples,
  request,
  say,
}: Parts & { readonly examples: readonly SearchExample[] }): VNode {
  return (
    <Table
      heads={[say('youWrite'), say('youFind')]}
      rows={examples.map(({ q, finds }) => [
        <a href={request.link('/dataset', [['q', q]])}>
          <code>{q}</code>
        </a>,
        finds[request.language],
      ])}
    />
  );
}

function Openness({ request, say }: Parts): VNode {
  return (
    <dl class="glossary">
      {OPEN_TYPES.map(({ code, ...title }) => (
        <Entry key={code} term={title[request.language]}>
          {say(code)}
        </Entry>
      ))}
      <Entry term={say('unstatedTerm')}>{say('unstated')}</Entry>
    </dl>
  );
}

function Wrong({ request, say }: Parts): VNode {
  return (
    <ul>
      <li>{say('wrongContent')}</li>
      <li>{say('wrongLink')}</li>
      <li>
        {say('wrongMissing')} <a href={request.link('/source')}>{say('portals')}</a>
      </li>
      <li>{say('wrongElement')}</li>
      <li>{say('wrongPersonal')}</li>
    </ul>
  );
}

function Counting({ request, say }: Parts): VNode {
  return (
    <>
      <ul>
        <li>{say('figuresDatasets')}</li>
        <li>{say('figuresParts')}</li>
        <li>{say('figuresTimely')}</li>
        <li>{say('figuresFormats')}</li>
      </ul>
      <p>
        <a href={request.link('/statistics')}>{say('toStatistics')}</a>
      </p>
    </>
  );
}

const EXAMPLE_DAY = '2026-10-31';

function Past({ request, say }: Parts): VNode {
  const { locale } = request;
  const example = new URLSearchParams({ ...(locale !== 'zh' && { lang: locale }), as_of: EXAMPLE_DAY });
  return (
    <>
      <p>{say('pastText')}</p>
      <p>
        <a href={`/dataset?${example.toString()}`}>{say('pastExample')}</a>
      </p>
    </>
  );
}

function Languages({ say }: Parts): VNode {
  return <p>{say('languagesText')}</p>;
}

function Accessibility({ say }: Parts): VNode {
  return (
    <>
      <p>{say('accessibilityText')}</p>
      <ul>
        <li>{say('accessKeyboard')}</li>
        <li>{say('accessScripts')}</li>
        <li>{say('accessColour')}</li>
        <li>{say('accessLimits')}</li>
        <li>{say('accessReport')}</li>
      </ul>
    </>
  );
}

function Privacy({ say }: Parts): VNode {
  return <p>{say('privacyText')}</p>;
}

function Glossary({ request, say }: Parts): VNode {
  const { language, link } = request;
  return (
    <>
      <dl class="glossary">
        {GLOSSARY.map(({ term, meaning }) => (
          <Entry key={term.en} term={term[language]}>
            {meaning[language]}
          </Entry>
        ))}
      </dl>
      <p>
        <a href={link('/developers')}>{say('developers')}</a>
      </p>
    </>
  );
}

function Entry({ term, children }: { readonly term: string; readonly children: ComponentChildren }): VNode {
  return (
    <>
      <dt>{term}</dt>
      <dd>
        <p>{children}</p>
      </dd>
    </>
  );
}
