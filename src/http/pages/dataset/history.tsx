import type { VNode } from 'preact';
import type { Profile } from '../../../domain/profile.js';
import { cutText } from '../../../serialise/plain-text.js';
import { createLink } from '../links.js';
import type { PageRequest } from '../page.js';
import { createSay, type Say } from '../say.js';
import { HISTORY } from './history-texts.js';
import { labelsOf } from './labels.js';
import type { VersionChange } from './read-changes.js';
import { DATASET } from './texts.js';
import { minuteIn } from './times.js';
import type { ElementChange } from './version-diff.js';

const MOST_STANDING = 6;
const MOST_TEXT = 200;
const MOST_MEMBERS = 15;

export interface HistoryFacts {
  readonly profile: Profile;
  readonly timezone: string;
  /** Files of what is not open now, or not here any more, are counted and not named. */
  readonly showsFiles: boolean;
}

/** Changes of a dataset, the newest first, each with what it changed. */
export function HistoryList({ changes, name, request, facts }: HistoryListProps): VNode {
  const { language, locale } = request;
  const say = createSay(HISTORY, language);
  if (changes.length === 0) return <p class="muted">{say('none')}</p>;
  return (
    <ol class="plain history">
      {changes.map(({ seq, time, kind, moment, differences }) => (
        <li key={seq}>
          <p class="parts">
            <time dateTime={`${time}Z`}>{minuteIn(facts.timezone, time)}</time>
            <span class="badge">{say(kind)}</span>
            {moment !== undefined && (
              <a href={createLink({ locale, asOf: moment })(`/dataset/${name}`)}>{say('asThen')}</a>
            )}
          </p>
          {differences !== undefined && (
            <Differences differences={differences} request={request} facts={facts} />
          )}
        </li>
      ))}
    </ol>
  );
}

interface HistoryListProps extends Shared {
  readonly changes: readonly VersionChange[];
  /** Of the dataset. */
  readonly name: string;
}

interface Shared {
  readonly request: Pick<PageRequest, 'language' | 'locale'>;
  readonly facts: HistoryFacts;
}

function Differences({ differences, request, facts }: DifferencesProps): VNode {
  const say = createSay(HISTORY, request.language);
  if (differences.length === 0) return <p class="muted">{say('nothing')}</p>;
  const items = (some: readonly ElementChange[]): VNode => (
    <ul class="plain differences">
      {some.map((difference, index) => (
        <li key={index}>
          <Difference difference={difference} request={request} facts={facts} />
        </li>
      ))}
    </ul>
  );
  const folded = differences.slice(MOST_STANDING);
  return (
    <>
      {items(differences.slice(0, MOST_STANDING))}
      {folded.length > 0 && (
        <details>
          <summary>{say('moreDifferences', { count: folded.length })}</summary>
          {items(folded)}
        </details>
      )}
    </>
  );
}

interface DifferencesProps extends Shared {
  readonly differences: readonly ElementChange[];
}

function Difference({ difference, request: { language }, facts }: DifferenceProps): VNode {
  const say = createSay(HISTORY, language);
  const label = labelsOf(facts.profile, language);
  const colon = language === 'zh' ? '：' : ': ';
  switch (difference.kind) {
    case 'value':
      return (
        <>
          {label(difference.pointer)}
          {colon}
          <Turn {...difference} say={say} />
        </>
      );
    case 'extra':
      return (
        <>
          {say('extra', { key: cutText(difference.key, MOST_TEXT) })}
          {colon}
          <Turn {...difference} say={say} />
        </>
      );
    case 'personal':
      return (
        <>
          {label(difference.pointer)}
          {colon}
          {say('personal')}
        </>
      );
    case 'list':
      return (
        <>
          {label(difference.pointer)}
          {colon}
          <Members word={say('plus')} members={difference.added} say={say} as="ins" />
          <Members word={say('minus')} members={difference.removed} say={say} as="del" />
        </>
      );
    case 'files': {
      const untitled = createSay(DATASET, language)('untitled');
      const named = (titles: readonly string[]): readonly string[] =>
        facts.showsFiles
          ? titles.map((title) => title || untitled)
          : titles.length === 0
            ? []
            : [say('fileCount', { count: titles.length })];
      return (
        <>
          {say('files')}
          {colon}
          <Members word={say('plus')} members={named(difference.added)} say={say} as="ins" />
          <Members word={say('minus')} members={named(difference.removed)} say={say} as="del" />
          <Members word={say('altered')} members={named(difference.altered)} say={say} as="span" />
        </>
      );
    }
  }
}

interface DifferenceProps extends Shared {
  readonly difference: ElementChange;
}

type SayHistory = Say<keyof typeof HISTORY>;

/** Old → new. */
function Turn({ before, after, say }: TurnProps): VNode {
  return (
    <>
      {before === undefined ? (
        <span class="muted">{say('unset')}</span>
      ) : (
        <del>
          <bdi>{cutText(before, MOST_TEXT)}</bdi>
        </del>
      )}{' '}
      →{' '}
      {after === undefined ? (
        <span class="muted">{say('unset')}</span>
      ) : (
        <ins>
          <bdi>{cutText(after, MOST_TEXT)}</bdi>
        </ins>
      )}
    </>
  );
}

interface TurnProps {
  readonly before?: string;
  readonly after?: string;
  readonly say: SayHistory;
}

function Members({ word, members, say, as: Tag }: MembersProps): VNode | null {
  if (members.length === 0) return null;
  const others = members.length - MOST_MEMBERS;
  return (
    <span class="members">
      {word}{' '}
      {members.slice(0, MOST_MEMBERS).map((member, index) => (
        <>
          {index > 0 && ' · '}
          <Tag>
            <bdi>{cutText(member, MOST_TEXT)}</bdi>
          </Tag>
        </>
      ))}
      {others > 0 && ` ${say('others', { count: others })}`}
    </span>
  );
}

interface MembersProps {
  readonly word: string;
  readonly members: readonly string[];
  readonly say: SayHistory;
  readonly as: 'ins' | 'del' | 'span';
}
