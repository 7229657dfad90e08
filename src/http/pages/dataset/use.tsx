import type { ComponentChildren, VNode } from 'preact';
import type { PublishedDataset } from '../../../domain/published.js';
import { hasCroissant } from '../../../serialise/croissant/dataset.js';
import { SYNTAXES } from '../../../serialise/dcat/syntax/syntaxes.js';
import { cutText } from '../../../serialise/plain-text.js';
import type { Alternate, PageContext, PageMoment, PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { citationsOf } from './citation.js';
import { snippetsFor } from './snippets.js';
import { DATASET } from './texts.js';
import { USE } from './use-texts.js';

/** Endings of the addresses at which a dataset is described in RDF. */
const SYNTAX_FORMS = [
  ['ttl', 'DCAT Turtle'],
  ['rdf', 'DCAT RDF/XML'],
  ['jsonld', 'DCAT JSON-LD'],
  ['nt', 'DCAT N-Triples'],
  ['n3', 'DCAT N3'],
] as const;

/** The dataset in the API, of the same moment. */
export function apiAlternate({ dataset }: PublishedDataset, asOf: PageMoment | undefined): Alternate {
  const show = new URLSearchParams([['id', dataset.identifier]]);
  if (asOf !== undefined) show.set('as_of', asOf.text);
  return {
    type: 'application/json',
    title: 'CKAN JSON',
    href: `/api/3/action/package_show?${show.toString()}`,
  };
}

/** The forms of a dataset for programs, besides the API. */
export function alternatesOf(published: PublishedDataset): readonly Alternate[] {
  const { name } = published;
  return [
    ...SYNTAX_FORMS.map(([ending, title]) => ({
      ...{ type: SYNTAXES[ending].mediaType, title, href: `/dataset/${name}.${ending}` },
    })),
    ...(hasCroissant(published)
      ? [{ type: 'application/ld+json', title: 'Croissant', href: `/dataset/${name}.croissant.json` }]
      : []),
  ];
}

/** How to cite, share, embed and read a dataset; each folded, since it is for who looks for it. */
export function Use({ published, today, request, site }: UseProps): VNode {
  const { language, asOf } = request;
  const say = createSay(USE, language);
  const untitled = createSay(DATASET, language)('untitled');
  const { dataset, name } = published;
  const address = `${site.url}/dataset/${dataset.identifier}`;
  const url = asOf === undefined ? address : `${address}?as_of=${encodeURIComponent(asOf.text)}`;
  const citations = citationsOf(published, { url, today, untitled });
  const snippets = snippetsFor({ dataset, name, hub: site.url, asOf: asOf?.text, say });
  return (
    <>
      <details>
        <summary>{say('cite')}</summary>
        <Copied id="cite-plain" title={say('plain')} code={citations.plain} request={request} />
        <Copied id="cite-gbt" title={say('gbt')} code={citations.gbt} request={request} />
        <Copied id="cite-bibtex" title={say('bibtex')} code={citations.bibtex} request={request} />
      </details>
      <details>
        <summary>{say('share')}</summary>
        <Copied id="share-address" code={url} request={request}>
          {say('shareText')}
        </Copied>
      </details>
      <details>
        <summary>{say('embed')}</summary>
        <Copied
          id="embed-code"
          code={embedCode(
            site.url + request.link(`/embed/dataset/${name}`),
            cutText(dataset.title, 200) || untitled,
          )}
          request={request}
        >
          {say('embedText')}
        </Copied>
      </details>
      <details>
        <summary>{say('programs')}</summary>
        <p>{say(dataset.visibility === 'open' ? 'programsOpen' : 'programsEntry')}</p>
        {snippets.map(({ language: tool, code }, index) => (
          <Copied key={tool} id={`snippet-${index}`} title={tool} code={code} request={request} />
        ))}
      </details>
      <details>
        <summary>{say('forms')}</summary>
        <MachineForms published={published} request={request} />
      </details>
    </>
  );
}

interface UseProps {
  readonly published: PublishedDataset;
  /** Day on which it is cited, whatever moment the page is of. */
  readonly today: string;
  readonly request: Pick<PageRequest, 'language' | 'asOf' | 'link'>;
  readonly site: PageContext['site'];
}

function MachineForms({
  published,
  request: { language, asOf },
}: Pick<UseProps, 'published' | 'request'>): VNode {
  const say = createSay(USE, language);
  const forms = [apiAlternate(published, asOf), ...(asOf === undefined ? alternatesOf(published) : [])];
  return (
    <>
      <ul class="words">
        {forms.map(({ href, title }) => (
          <li key={href}>
            <a href={href}>{title}</a>
          </li>
        ))}
      </ul>
      {asOf !== undefined && <p class="muted">{say('formsPast')}</p>}
    </>
  );
}

/** Code to take along: to be marked by hand, or with a button where scripts run. */
function Copied({ id, title, code, request: { language }, children }: CopiedProps): VNode {
  const say = createSay(USE, language);
  return (
    <div class="copied">
      {title !== undefined && <h3>{title}</h3>}
      {children !== undefined && <p>{children}</p>}
      <pre tabIndex={0}>
        <code id={id}>{code}</code>
      </pre>
      <button
        class="plain"
        type="button"
        data-copy={`#${id}`}
        data-copied={say('copied')}
        data-script=""
        hidden
      >
        {say('copy')}
      </button>
    </div>
  );
}

interface CopiedProps {
  readonly id: string;
  readonly title?: string;
  readonly code: string;
  readonly request: Pick<PageRequest, 'language'>;
  readonly children?: ComponentChildren;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Markup for other people's pages: a portal's title ends no attribute of it. */
export function embedCode(url: string, title: string): string {
  const text = (value: string): string =>
    value.replace(/[\p{C}\s]+/gu, ' ').replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
  return `<iframe src="${text(url)}" title="${text(title)}" width="100%" height="320" loading="lazy"></iframe>`;
}
