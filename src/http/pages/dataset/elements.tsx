import type { ComponentChildren, VNode } from 'preact';
import { themeName } from '../../../domain/code-lists.js';
import type { Dataset } from '../../../domain/dataset.js';
import { toTagName } from '../../../serialise/ckan/tags.js';
import { toCkanGroups } from '../../../serialise/ckan/themes.js';
import { cutText } from '../../../serialise/plain-text.js';
import { HarvestedLink } from '../components/harvested-link.js';
import type { PageContext, PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { ELEMENTS } from './element-words.js';
import { labelsOf } from './labels.js';
import { DATASET } from './texts.js';

const MOST_TEXT = 2000;
const MOST_MEMBERS = 100;

/** Answered at the head of the page, or in sections of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  ...['/title', '/abstract', '/publisher/name', '/updateCycle', '/modified', '/license', '/fields'],
  ...['/openness/type', '/openness/condition', '/openness/basis', '/openness/loginRequired'],
]);

/**
 * The other elements of the national record under the labels of the profile. A mandatory one that is missing is shown as
 * missing, any other is left out.
 */
export function Elements({ dataset, request, profile }: ElementsProps): VNode {
  const { language } = request;
  const say = createSay(DATASET, language);
  const label = labelsOf(profile, language);
  const mandatory = new Set(
    profile.elements.filter(({ obligation }) => obligation === 'mandatory').map(({ pointer }) => pointer),
  );
  return (
    <dl class="facts">
      {ELEMENTS.filter(({ pointer }) => !ELSEWHERE.has(pointer)).map(({ pointer, words }) => {
        const said = words(dataset, language);
        if (said.length === 0 && !mandatory.has(pointer)) return null;
        return (
          <div key={pointer}>
            <dt>{label(pointer)}</dt>
            <dd>
              {said.length === 0 ? (
                <span class="missing">{say('missing')}</span>
              ) : (
                shown(pointer, said, { dataset, request })
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

interface ElementsProps extends ShownFacts {
  readonly profile: PageContext['profile'];
}

interface ShownFacts {
  readonly dataset: Dataset;
  readonly request: Pick<PageRequest, 'language' | 'link'>;
}

function shown(pointer: string, said: readonly string[], facts: ShownFacts): ComponentChildren {
  if (pointer === '/themes') return <Links items={themeLinks(facts)} />;
  if (pointer === '/keywords') return <Links items={keywordLinks(facts)} />;
  if (pointer === '/landingPage') {
    return <HarvestedLink url={said[0]}>{cutText(said[0] ?? '', MOST_TEXT)}</HarvestedLink>;
  }
  return cutText(said.join(facts.request.language === 'zh' ? '、' : ', '), MOST_TEXT);
}

interface LinkedWord {
  readonly text: string;
  readonly href?: string;
}

function Links({ items }: { readonly items: readonly LinkedWord[] }): VNode {
  return (
    <ul class="words">
      {items.slice(0, MOST_MEMBERS).map(({ text, href }) => (
        <li key={text}>{href === undefined ? <bdi>{text}</bdi> : <a href={href}>{text}</a>}</li>
      ))}
    </ul>
  );
}

function themeLinks({ dataset, request: { language, link } }: ShownFacts): readonly LinkedWord[] {
  return (dataset.themes ?? []).map((code) => {
    const [group] = toCkanGroups([code]);
    const text = themeName(code, language) ?? code;
    return group === undefined ? { text } : { text, href: link(`/group/${group.name}`) };
  });
}

function keywordLinks({ dataset, request: { link } }: ShownFacts): readonly LinkedWord[] {
  return (dataset.keywords ?? []).map((keyword) => ({
    text: cutText(keyword, 100),
    href: link('/dataset', [['tags', toTagName(keyword)]]),
  }));
}
