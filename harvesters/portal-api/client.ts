import { isJsonObject } from '../../src/domain/json-values.js';
import type { PortalClient } from '../../src/pipeline/ports.js';
import { answerFault } from './faults.js';
import type { DetailPlan, Plan } from './plan.js';
import { stated } from './question.js';
import type { Said } from './record.js';
import type { Words } from './template.js';

/** What a list said of a record that its details are to be asked of. */
export interface Known {
  readonly item: unknown;
  readonly words: Words;
}

/** Asks for the detail of one record, and then whatever else its profile asks. Each failure is the record's own. */
export async function askDetail(
  { detail, more }: Pick<Plan, 'detail' | 'more'>,
  { item, words }: Known,
  { portal, base }: { readonly portal: PortalClient; readonly base: string },
  signal: AbortSignal,
): Promise<Said> {
  const said = detail === undefined ? undefined : await askOne(detail, words, { portal, base }, signal);
  const known = isJsonObject(said?.detail) ? { ...said.detail, ...words } : words;
  const further: Record<string, unknown> = {};
  for (const [name, question] of more) {
    further[name] = (await askOne(question, known, { portal, base }, signal)).detail;
  }
  const { url = base, html } = said ?? {};
  return { item, html, ...(said !== undefined && { detail: said.detail }), more: further, words, url };
}

async function askOne(
  { question, record }: DetailPlan,
  words: Words,
  { portal, base }: { readonly portal: PortalClient; readonly base: string },
  signal: AbortSignal,
): Promise<Pick<Said, 'detail' | 'html' | 'url'>> {
  const { json, html, url } = await question.ask(portal, base, words, signal);
  const detail = stated(url, () => record(json));
  if (detail === undefined && html === undefined) throw answerFault(url, 'there is no record in the answer');
  return { detail, html, url };
}
