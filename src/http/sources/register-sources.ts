import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Language } from '../../domain/dataset.js';
import type { Profile } from '../../domain/profile.js';
import { createProblemDescriber } from '../../domain/rules.js';
import type { ActionContext } from '../ckan/action.js';
import { outputsOf, type SendOutput } from '../outputs/output.js';
import { languageOf, readLocale } from '../pages/locale.js';
import { createSay } from '../pages/say.js';
import { STATE_TEXTS } from '../pages/source/texts.js';
import { badgeOf, badgeSvg } from './badge.js';
import { PROBLEM_FORMATS, type ProblemFormat, writeProblems, type ListedRecord } from './problem-table.js';
import { shownRecords } from './source-report.js';
import { findStanding } from './source-standing.js';

export interface SourcesOptions {
  readonly context: Pick<ActionContext, 'catalog' | 'harvest'>;
  readonly profile: Profile;
  readonly send: SendOutput;
}

const BADGE_SECONDS = 300;
/** The badge stands on other sites; whatever it says, it can do nothing there. */
const BADGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

interface SourceRequest {
  readonly Params: { readonly id: string };
}

/** What stands beside the pages of the portals: their badges, and their problems as tables. */
export function registerSources(app: FastifyInstance, { context, profile, send }: SourcesOptions): void {
  const { catalog, harvest } = context;
  const describe = createProblemDescriber(profile);

  app.get<SourceRequest>('/source/:id/badge.svg', async (request, reply) => {
    const standing = await findStanding(request.params.id, context);
    if (standing === undefined) {
      reply.callNotFound();
      return reply;
    }
    const badge = badgeOf(standing, { language: languageIn(request), now: harvest.now() });
    return reply
      .header('Content-Type', 'image/svg+xml;charset=utf-8')
      .header('Cache-Control', `public, max-age=${BADGE_SECONDS}`)
      .header('Content-Security-Policy', BADGE_POLICY)
      .send(badgeSvg(badge));
  });

  const add = outputsOf(app, send);
  for (const format of Object.keys(PROBLEM_FORMATS) as readonly ProblemFormat[]) {
    add(`/source/:id/problems.${format}`, (request, reply) => ({
      type: PROBLEM_FORMATS[format],
      // What was rejected changes without anything being published.
      isPassing: true,
      find() {
        const { id } = request.params as SourceRequest['Params'];
        if (!harvest.sources.some((source) => source.id === id)) return undefined;
        const language = languageIn(request);
        reply.header('Content-Disposition', `attachment; filename="${id}-problems.${format}"`);
        return () => writeProblems(format, { language, describe, records: listed(id, language) });
      },
    }));
  }

  async function* listed(sourceId: string, language: Language): AsyncGenerator<ListedRecord> {
    const say = createSay(STATE_TEXTS, language);
    for await (const record of shownRecords(catalog, sourceId)) {
      yield { ...record, state: say(record.state) };
    }
  }
}

function languageIn(request: FastifyRequest): Language {
  const { searchParams } = new URL(request.url, 'http://localhost');
  return languageOf(readLocale(searchParams.get('lang')));
}
