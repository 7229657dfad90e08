import { CKAN } from '../../../../harvesters/ckan/index.js';
import type { ProbeFinding } from '../../../../src/pipeline/ports.js';
import { type Asked, broken, missing, type Script, ScriptedPortal, timedOut } from './scripted-portal.js';

const URL = 'https://data.example.org';

async function probe(
  script: Script,
  url = URL,
): Promise<{ finding: ProbeFinding | undefined; actions: readonly string[] }> {
  const portal = new ScriptedPortal(script);
  const finding = await CKAN.probe?.(portal, url, new AbortController().signal);
  return { finding, actions: portal.actions() };
}

/** Answers by action; what is not stated is not there. */
function answering(answers: Readonly<Record<string, unknown>>): Script {
  return ({ action }: Asked) => answers[action] ?? missing(action);
}

describe('the probe for CKAN', () => {
  it('is certain of a portal that states its version, and counts its datasets', async () => {
    const { finding, actions } = await probe(
      answering({
        package_search: { count: 1308, results: [] },
        status_show: { ckan_version: '2.10.4' },
      }),
    );
    expect(finding).toEqual({
      certainty: 1,
      evidence: 'status_show says CKAN 2.10.4',
      records: 1308,
      url: URL,
      options: {},
    });
    expect(actions).toEqual(['package_search', 'status_show']);
  });

  it('asks for no record at all', async () => {
    const asked: Asked[] = [];
    await probe((question) => {
      asked.push(question);
      return missing(question.action);
    });
    expect(asked[0]?.parameters).toEqual({ rows: '0' });
  });

  it('knows a CKAN whose search is broken', async () => {
    const { finding } = await probe(({ action }) =>
      action === 'status_show' ? { ckan_version: '2.2' } : broken(action),
    );
    expect(finding).toMatchObject({
      certainty: 1,
      evidence: expect.stringContaining('package_search does not'),
    });
    expect(finding).not.toHaveProperty('records');
  });

  it('is less sure of a gateway that answers the search alone', async () => {
    const { finding } = await probe(answering({ package_search: { count: 7, results: [] } }));
    expect(finding).toMatchObject({ certainty: 0.9, records: 7 });
  });

  it('knows DKAN by its list of names', async () => {
    const { finding } = await probe(answering({ package_list: ['a', 'b'] }));
    expect(finding).toMatchObject({ certainty: 0.8, records: 2, url: URL, options: {} });
  });

  it.each([
    ['https://data.example.org/api/3/action/', URL],
    ['https://data.example.org/ckan', 'https://data.example.org/ckan'],
  ])('makes %s the address %s', async (given, expected) => {
    const { finding } = await probe(answering({ package_search: { count: 1, results: [] } }), given);
    expect(finding?.url).toBe(expected);
  });

  it('tries the host of a page', async () => {
    let calls = 0;
    const { finding } = await probe(({ action }) => {
      calls += 1;
      return calls <= 3 ? missing(action) : { count: 1, results: [] };
    }, 'https://data.example.org/dataset/parking');
    expect(finding?.url).toBe(URL);
  });

  it('recognises nothing in another portal, after three questions', async () => {
    const { finding, actions } = await probe(({ action }) => missing(action));
    expect(finding).toBeUndefined();
    expect(actions).toEqual(['package_search', 'status_show', 'package_list']);
  });

  it('leaves a portal alone that does not answer', async () => {
    const { finding, actions } = await probe(({ action }) => timedOut(action), `${URL}/a/page`);
    expect(finding).toBeUndefined();
    expect(actions).toEqual(['package_search']);
  });

  it('ends with the signal', async () => {
    const reason = new Error('enough');
    const probing = CKAN.probe?.(new ScriptedPortal(() => missing('x')), URL, AbortSignal.abort(reason));
    await expect(probing).rejects.toBe(reason);
  });
});
