import type { FastifyReply, FastifyRequest } from 'fastify';
import { InvalidRequestError, NotFoundError } from '../../domain/errors.js';
import { isListName } from '../../serialise/dcat/concept-lists.js';
import { describeList } from '../../serialise/dcat/concept-scheme.js';
import { createDcatDocument } from '../../serialise/dcat/document.js';
import { isSyntaxName, SYNTAXES, type SyntaxName } from '../../serialise/dcat/syntax/syntaxes.js';
import { describeVocabulary } from '../../serialise/dcat/vocabulary.js';
import type { AnswerFailure } from '../answer-failure.js';
import { addVary, allowOrigin, type CorsOrigins } from '../cors.js';
import { ConflictError, GoneError } from '../errors.js';
import { catalogPage, datasetDocument, type DcatSources } from './dcat-pages.js';
import { negotiateSyntax } from './negotiate.js';
import type { AddOutput, MakeContent, Output, SendOutput } from './output.js';

/** What the pages ask before they answer: undefined where a page is wanted. */
export interface DcatAnswers {
  catalog(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> | undefined;
  /** `name` may end in a syntax (`schools.ttl`). */
  dataset(request: FastifyRequest, reply: FastifyReply, name: string): Promise<FastifyReply> | undefined;
}

/** The one profile, also under the name that CKAN's extension has for it. */
const PROFILES: ReadonlySet<string> = new Set(['dcat-ap', 'dcat-ap-3', 'euro_dcat_ap_3']);
const IDENTIFIER = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const WITH_SYNTAX = /^(.+)\.([a-z0-9]+)$/;
const PARAMETERS: ReadonlySet<string> = new Set(['after', 'profiles', 'lang']);

/** DCAT in all syntaxes of RDF: the catalogue by pages, the code lists and the vocabulary. */
export function addDcat(add: AddOutput, sources: DcatSources): void {
  for (const syntax of Object.keys(SYNTAXES).filter(isSyntaxName)) {
    add(`/catalog.${syntax}`, (request) => catalogOutput(request, syntax, sources));
  }

  /** Browsers get the list of datasets. */
  add('/catalog', (request, reply) => {
    const syntax = negotiated(request, reply);
    return syntax === undefined ? { seeOther: '/dataset' } : catalogOutput(request, syntax, sources);
  });

  /** What an IRI of a publisher leads to. */
  add('/publisher/:id', ({ params, url }) => {
    const publisher = sources.datasets.findPublisher((params as { readonly id: string }).id);
    if (publisher === undefined) throw new NotFoundError('Not found');
    const [, query] = url.split('?');
    const page = `/organization/${encodeURIComponent(publisher.name)}`;
    return { seeOther: query === undefined ? page : `${page}?${query}` };
  });

  add('/def/:list', (request, reply) => {
    const { list } = request.params as { readonly list: string };
    const asked = withSyntax(list);
    const name = asked?.key ?? list;
    const syntax = asked?.syntax ?? negotiated(request, reply) ?? 'ttl';
    if (name !== 'national' && !isListName(name)) throw new NotFoundError('Not found');
    return outputIn(syntax, () => {
      const { iris } = sources;
      const document = createDcatDocument(syntax, iris);
      const quads = name === 'national' ? describeVocabulary(iris) : describeList(name, iris);
      return document.start() + document.add(quads) + document.end();
    });
  });
}

/** The same at the addresses of the pages, which have neither CORS nor errors for programs. */
export function dcatBesidePages(
  sources: DcatSources,
  hub: {
    readonly send: SendOutput;
    readonly answerFailure: AnswerFailure;
    readonly corsOrigins: CorsOrigins;
  },
): DcatAnswers {
  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    make: () => Output,
  ): Promise<FastifyReply> {
    allowOrigin(request, reply, hub.corsOrigins);
    try {
      return await hub.send(request, reply, make());
    } catch (error) {
      return hub.answerFailure(error, request, reply);
    }
  }
  return {
    catalog(request, reply) {
      const syntax = negotiated(request, reply);
      return syntax && send(request, reply, () => catalogOutput(request, syntax, sources));
    },
    dataset(request, reply, name) {
      const named = withSyntax(name);
      const syntax = named?.syntax ?? negotiated(request, reply);
      if (syntax === undefined) return undefined;
      return send(request, reply, () => datasetOutput(request, { key: named?.key ?? name, syntax }, sources));
    },
  };
}

function catalogOutput(request: FastifyRequest, syntax: SyntaxName, sources: DcatSources): Output {
  const query = queryOf(request);
  checkProfile(query);
  checkPage(query);
  const page = { syntax, after: query.get('after') ?? '', profiles: query.get('profiles') };
  return outputIn(syntax, () => catalogPage(page, sources));
}

function datasetOutput(
  request: FastifyRequest,
  { key, syntax }: { readonly key: string; readonly syntax: SyntaxName },
  sources: DcatSources,
): Output {
  checkProfile(queryOf(request));
  return {
    type: typeOf(syntax),
    find() {
      const published = sources.datasets.find(key);
      if (published !== undefined) return () => datasetDocument(published, syntax, sources);
      if (sources.datasets.findTombstone(key) === undefined) throw new NotFoundError('Not found');
      throw new GoneError('');
    },
  };
}

function outputIn(syntax: SyntaxName, make: MakeContent): Output {
  return { type: typeOf(syntax), find: () => make };
}

function typeOf(syntax: SyntaxName): string {
  return `${SYNTAXES[syntax].mediaType};charset=utf-8`;
}

function negotiated(request: FastifyRequest, reply: FastifyReply): SyntaxName | undefined {
  addVary(reply, 'Accept');
  return negotiateSyntax(request.headers.accept);
}

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
function checkProfile(query: ReadonlyMap<string, string>): void {
  const unknown = (query.get('profiles') ?? 'dcat-ap').split(',').find((name) => !PROFILES.has(name.trim()));
  if (unknown !== undefined) throw new ConflictError(`Unknown RDF profiles: ${unknown}`);
}

/** A parameter that were ignored would give a caller another part of the catalogue than he asked for. */
function checkPage(query: ReadonlyMap<string, string>): void {
  const unknown = [...query.keys()].find((name) => !PARAMETERS.has(name));
  if (unknown !== undefined) {
    throw new InvalidRequestError(
      `${unknown}: no such parameter; pages follow each other by hydra:next (after)`,
    );
  }
  const after = query.get('after') ?? '';
  if (after !== '' && !IDENTIFIER.test(after))
    throw new InvalidRequestError('after: the identifier of a dataset');
}
