import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isListName } from '../../serialise/dcat/concept-lists.js';
import { describeList } from '../../serialise/dcat/concept-scheme.js';
import { createDcatDocument } from '../../serialise/dcat/document.js';
import { createHubIris } from '../../serialise/dcat/hub-iris.js';
import { isSyntaxName, SYNTAXES, type SyntaxName } from '../../serialise/dcat/syntax/syntaxes.js';
import { describeVocabulary } from '../../serialise/dcat/vocabulary.js';
import { allowOrigin, type CorsOrigins } from '../cors.js';
import { createRevalidation } from '../revalidation.js';
import type { Catalog, HttpLogger } from '../site.js';
import type { Slices } from '../slices.js';
import { catalogPage, datasetDocument, type DcatSources } from './dcat-pages.js';
import { negotiateSyntax } from './negotiate.js';

export interface DcatOptions extends Pick<Catalog, 'datasets' | 'history' | 'search' | 'site'> {
  readonly slices: Slices;
  readonly version: string;
  readonly corsOrigins: CorsOrigins;
  readonly logger: HttpLogger | undefined;
}

/** What the pages ask before they answer: undefined where a page is wanted. */
export interface DcatAnswers {
  catalog(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined;
  /** `name` may end in a syntax (`schools.ttl`). */
  dataset(request: FastifyRequest, reply: FastifyReply, name: string): FastifyReply | undefined;
}

/** The one profile, also under the name that CKAN's extension has for it. */
const PROFILES: ReadonlySet<string> = new Set(['dcat-ap', 'dcat-ap-3', 'euro_dcat_ap_3']);
const IDENTIFIER = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const WITH_SYNTAX = /^(.+)\.([a-z0-9]+)$/;
const PARAMETERS: ReadonlySet<string> = new Set(['after', 'profiles', 'lang']);

interface Wrong {
  readonly status: number;
  readonly message: string;
}

/** DCAT in all syntaxes of RDF: the catalogue by pages, each dataset, the code lists and the vocabulary. */
export function registerDcat(app: FastifyInstance, options: DcatOptions): DcatAnswers {
  const { datasets, site, slices } = options;
  const iris = createHubIris(site.url);
  const sources: DcatSources = { datasets, site, slices, iris };
  const revalidation = createRevalidation(options, options.version);

  /** Revalidated before any work is done. */
  function send(
    request: FastifyRequest,
    reply: FastifyReply,
    { syntax, make }: { readonly syntax: SyntaxName; readonly make: () => Made },
  ): FastifyReply {
    allowOrigin(reply, request.headers.origin, options.corsOrigins);
    const tag = revalidation.tagOf(`${request.url} ${syntax}`);
    reply.header('ETag', tag).header('Cache-Control', 'no-cache').header('Vary', 'Accept, Origin');
    if (revalidation.isKnown(request.headers['if-none-match'], tag)) return reply.status(304).send();
    return reply.header('Content-Type', `${SYNTAXES[syntax].mediaType};charset=utf-8`).send(make());
  }

  function sendCatalog(request: FastifyRequest, reply: FastifyReply, syntax: SyntaxName): FastifyReply {
    const query = queryOf(request);
    const wrong = wrongProfile(query) ?? wrongPage(query);
    if (wrong !== undefined) return refuse(request, reply, wrong);
    const page = { syntax, after: query.get('after') ?? '', profiles: query.get('profiles') };
    return send(request, reply, {
      syntax,
      make: () =>
        catalogPage(page, sources).on('error', (err) => {
          const { id: reference, method, url } = request;
          options.logger?.error({ reference, method, url, err }, 'a streamed answer broke off');
        }),
    });
  }

  function sendDataset(
    request: FastifyRequest,
    reply: FastifyReply,
    { key, syntax }: { readonly key: string; readonly syntax: SyntaxName },
  ): FastifyReply {
    const wrong = wrongProfile(queryOf(request));
    if (wrong !== undefined) return refuse(request, reply, wrong);
    const published = datasets.find(key);
    if (published !== undefined) {
      return send(request, reply, { syntax, make: () => datasetDocument(published, syntax, sources) });
    }
    const isGone = datasets.findTombstone(key) !== undefined;
    return refuse(request, reply, isGone ? { status: 410, message: '' } : NOT_FOUND);
  }

  function refuse(request: FastifyRequest, reply: FastifyReply, { status, message }: Wrong): FastifyReply {
    allowOrigin(reply, request.headers.origin, options.corsOrigins);
    return reply.status(status).header('Content-Type', 'text/plain;charset=utf-8').send(message);
  }

  for (const syntax of Object.keys(SYNTAXES).filter(isSyntaxName)) {
    app.get(`/catalog.${syntax}`, (request, reply) => sendCatalog(request, reply, syntax));
  }

  /** Browsers get the list of datasets. */
  app.get('/catalog', (request, reply) => {
    const syntax = negotiateSyntax(request.headers.accept);
    reply.header('Vary', 'Accept');
    return syntax === undefined ? reply.redirect('/dataset', 303) : sendCatalog(request, reply, syntax);
  });

  app.get<{ Params: { readonly id: string } }>('/publisher/:id', (request, reply) => {
    const publisher = datasets.findPublisher(request.params.id);
    if (publisher === undefined) return refuse(request, reply, NOT_FOUND);
    return reply.redirect(`/dataset?organization=${encodeURIComponent(publisher.name)}`, 303);
  });

  app.get<{ Params: { readonly list: string } }>('/def/:list', (request, reply) => {
    const asked = withSyntax(request.params.list);
    const name = asked?.key ?? request.params.list;
    const syntax = asked?.syntax ?? negotiateSyntax(request.headers.accept) ?? 'ttl';
    if (name !== 'national' && !isListName(name)) return refuse(request, reply, NOT_FOUND);
    return send(request, reply, {
      syntax,
      make() {
        const document = createDcatDocument(syntax, iris);
        const quads = name === 'national' ? describeVocabulary(iris) : describeList(name, iris);
        return document.start() + document.add(quads) + document.end();
      },
    });
  });

  return {
    catalog(request, reply) {
      const syntax = negotiateSyntax(request.headers.accept);
      reply.header('Vary', 'Accept');
      return syntax === undefined ? undefined : sendCatalog(request, reply, syntax);
    },
    dataset(request, reply, name) {
      const asked = withSyntax(name);
      if (asked !== undefined) return sendDataset(request, reply, asked);
      const syntax = negotiateSyntax(request.headers.accept);
      reply.header('Vary', 'Accept');
      return syntax === undefined ? undefined : sendDataset(request, reply, { key: name, syntax });
    },
  };
}

type Made = string | ReturnType<typeof catalogPage>;

const NOT_FOUND: Wrong = { status: 404, message: 'Not found' };

/** `schools.ttl`; names and identifiers of datasets hold no full stop. */
function withSyntax(name: string): { readonly key: string; readonly syntax: SyntaxName } | undefined {
  const [, key, ending = ''] = WITH_SYNTAX.exec(name) ?? [];
  return key !== undefined && isSyntaxName(ending) ? { key, syntax: ending } : undefined;
}

function queryOf({ query }: FastifyRequest): ReadonlyMap<string, string> {
  const entries = typeof query === 'object' && query !== null ? Object.entries(query) : [];
  return new Map(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)]),
  );
}

/** CKAN's extension answers 409 to a profile that it does not have. */
function wrongProfile(query: ReadonlyMap<string, string>): Wrong | undefined {
  const unknown = (query.get('profiles') ?? 'dcat-ap').split(',').find((name) => !PROFILES.has(name.trim()));
  return unknown === undefined ? undefined : { status: 409, message: `Unknown RDF profiles: ${unknown}` };
}

/** A parameter that were ignored would give a caller another part of the catalogue than he asked for. */
function wrongPage(query: ReadonlyMap<string, string>): Wrong | undefined {
  const unknown = [...query.keys()].find((name) => !PARAMETERS.has(name));
  if (unknown !== undefined) {
    return {
      status: 400,
      message: `${unknown}: no such parameter; pages follow each other by hydra:next (after)`,
    };
  }
  const after = query.get('after') ?? '';
  return after === '' || IDENTIFIER.test(after)
    ? undefined
    : { status: 400, message: 'after: the identifier of a dataset' };
}
