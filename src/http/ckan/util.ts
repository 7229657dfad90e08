import type { FastifyInstance, FastifyReply } from 'fastify';
import { BadRequestError } from '../errors.js';
import { readQuery, type Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { formatAutocomplete } from './format-autocomplete.js';
import { groupAutocomplete } from './group-autocomplete.js';
import { organizationAutocomplete } from './organization-autocomplete.js';
import { packageAutocomplete } from './package-autocomplete.js';
import { statusShow } from './status-show.js';
import { tagAutocomplete } from './tag-autocomplete.js';
import { userAutocomplete } from './user-autocomplete.js';

type Answer = (result: readonly unknown[]) => unknown;

interface Suggestions {
  /** Below `/util/`; CKAN's front ends write that of formats with an underscore. */
  readonly paths: readonly string[];
  readonly action: (
    parameters: Parameters,
    context: ActionContext,
  ) => readonly unknown[] | Promise<readonly unknown[]>;
  /** The parameter that holds what was typed. */
  readonly typed: 'incomplete' | 'q';
  readonly limit: number;
  readonly answer: Answer;
}

const VERSIONS = ['', '/1', '/2', '/3'];
const bare: Answer = (result) => result;

/** What the input fields of CKAN's own pages ask, and some front ends still do. */
const SUGGESTIONS: readonly Suggestions[] = [
  {
    ...{ paths: ['dataset/autocomplete'], action: packageAutocomplete, typed: 'incomplete', limit: 10 },
    answer: resultSet,
  },
  {
    ...{ paths: ['tag/autocomplete'], action: tagAutocomplete, typed: 'incomplete', limit: 10 },
    answer: (names) => resultSet(names.map((name) => ({ Name: name }))),
  },
  {
    paths: ['resource/format_autocomplete', 'resource/format/autocomplete'],
    ...{ action: formatAutocomplete, typed: 'incomplete', limit: 5 },
    answer: (formats) => resultSet(formats.map((format) => ({ Format: format }))),
  },
  {
    paths: ['organization/autocomplete'],
    action: organizationAutocomplete,
    typed: 'q',
    limit: 20,
    answer: bare,
  },
  { paths: ['group/autocomplete'], action: groupAutocomplete, typed: 'q', limit: 20, answer: bare },
  { paths: ['user/autocomplete'], action: userAutocomplete, typed: 'q', limit: 20, answer: bare },
];

const ENGLISH = 'nplurals=2; plural=(n != 1);';
const CHINESE = 'nplurals=1; plural=0;';
/** As CKAN names the locales of the pages, and as older ones did. */
const LOCALES: ReadonlyMap<string, string> = new Map([
  ...['en', 'en_AU', 'en_CA', 'en_GB'].map((locale) => [locale, ENGLISH] as const),
  ...['zh_Hans_CN', 'zh_Hant_TW', 'zh_CN', 'zh_TW'].map((locale) => [locale, CHINESE] as const),
]);

/** The helper addresses of CKAN, which answer without the envelope: `/api/2/util/…`, `/api/i18n/…`. */
export function registerUtil(
  app: FastifyInstance,
  context: ActionContext,
  send: (reply: FastifyReply, value: unknown) => FastifyReply,
): void {
  for (const version of VERSIONS) {
    app.get(`${version}/util/status`, (_request, reply) => send(reply, statusShow(new Map(), context)));
    for (const { paths, action, typed, limit, answer } of SUGGESTIONS) {
      for (const path of paths) {
        app.get(`${version}/util/${path}`, async (request, reply) => {
          const parameters = typedParameters(readQuery(request), typed, limit);
          return send(reply, answer(parameters === undefined ? [] : await action(parameters, context)));
        });
      }
    }
    app.get<{ Params: { readonly locale: string } }>(`${version}/i18n/:locale`, (request, reply) =>
      send(reply, translation(request.params.locale)),
    );
  }
}

/** Undefined while nothing is typed, which suggests nothing. */
function typedParameters(query: Parameters, typed: string, limit: number): Parameters | undefined {
  const text = query.get(typed);
  if (typeof text !== 'string' || text === '') return undefined;
  return new Map<string, unknown>([
    ['q', text],
    ['limit', query.get('limit') ?? limit],
  ]);
}

function resultSet(result: readonly unknown[]): unknown {
  return { ResultSet: { Result: result } };
}

/** The hub's pages run no scripts, so that there is nothing to translate for them. */
function translation(locale: string): unknown {
  const plural = LOCALES.get(locale);
  if (plural === undefined) throw new BadRequestError('Unknown locale');
  return { '': { domain: 'ckan', lang: locale, 'plural-forms': plural } };
}
