import type { VNode } from 'preact';
import type { Page, PageContext, PageRequest } from '../page.js';
import { createSay, type Say } from '../say.js';
import { INTERFACES, type Interface } from './interfaces.js';
import { pagingSnippet, snippetsFor } from './snippets.js';
import { DEVELOPERS } from './texts.js';

/** What interfaces there are, each with an example that answers. */
export function developersPage(request: PageRequest, { site, datasets }: PageContext): Page {
  const { language, link } = request;
  const say = createSay(DEVELOPERS, language);
  const [name = 'name'] = datasets.names({ limit: 1 });
  const { email } = site.publisher;
  return {
    title: say('title'),
    main: (
      <>
        <h1>{say('title')}</h1>
        <p>{say('lead')}</p>
        <h2 id="calls">{say('calls')}</h2>
        <p>{say('callsText')}</p>
        {snippetsFor(site.url).map(({ title, code }) => (
          <section key={title}>
            <h3>{title}</h3>
            <Code text={code} />
          </section>
        ))}
        <h2 id="interfaces">{say('interfaces')}</h2>
        <dl class="interfaces">
          {INTERFACES.map((each) => (
            <InterfaceEntry key={each.id} entry={each} name={name} request={request} say={say} />
          ))}
        </dl>
        <h2 id="paging">{say('paging')}</h2>
        <p>{say('pagingText')}</p>
        <Code text={pagingSnippet(site.url)} />
        <h2 id="past">{say('past')}</h2>
        <p>{say('pastText')}</p>
        <Code text={`curl -sG ${site.url}/api/3/action/package_search -d rows=0 -d as_of=${EXAMPLE_DAY}`} />
        <h2 id="manners">{say('manners')}</h2>
        <ul>
          <li>{say('mannerTags')}</li>
          <li>{say('mannerPages')}</li>
          <li>{say('mannerTime')}</li>
          <li>{say('mannerIds')}</li>
        </ul>
        <h2 id="more">{say('more')}</h2>
        <ul>
          <li>
            <a href={link('/api/docs')}>{say('actionsTitle')}</a>
          </li>
          <li>
            <a href={link('/help#search')}>{say('searchHelp')}</a>
          </li>
          <li>
            <a href={link('/embed')}>{say('embed')}</a>
          </li>
          <li>
            <a href={link('/validate')}>{say('validate')}</a>
          </li>
        </ul>
        {email !== undefined && (
          <p>
            {say('contact')} <a href={`mailto:${email}`}>{email}</a>
          </p>
        )}
      </>
    ),
  };
}

/** Any will do: before its first publication a catalogue was empty. */
const EXAMPLE_DAY = '2026-10-31';

/** Scrolled by keyboard where it is wider than the page. */
function Code({ text }: { readonly text: string }): VNode {
  return (
    <pre tabIndex={0}>
      <code>{text}</code>
    </pre>
  );
}

function InterfaceEntry({ entry, name, request, say }: InterfaceProps): VNode {
  const { language, link } = request;
  const { title, purpose, example, more } = entry;
  const path = example.replace('{name}', encodeURIComponent(name));
  return (
    <>
      <dt id={entry.id}>{title[language]}</dt>
      <dd>
        <p>
          {purpose[language]}
          {more !== undefined && (
            <>
              {' '}
              <a href={link(more.path)}>{more.title[language]}</a>
            </>
          )}
        </p>
        <p>
          <span class="muted">{say('example')}</span>{' '}
          <a href={encodeURI(path)}>
            <code>{path}</code>
          </a>
        </p>
      </dd>
    </>
  );
}

interface InterfaceProps {
  readonly entry: Interface;
  readonly name: string;
  readonly request: PageRequest;
  readonly say: Say<keyof typeof DEVELOPERS>;
}
