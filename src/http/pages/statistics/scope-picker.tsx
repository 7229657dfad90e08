import type { VNode } from 'preact';
import type { PageContext, PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { TEXTS } from './texts.js';

/** More are typed, not chosen. */
const MOST_OPTIONS = 300;

type Option = readonly [value: string, title: string];

/** One small form for each way to narrow the figures, so that no two are sent at once. */
export function ScopePicker({ request, context }: ScopePickerProps): VNode {
  const say = createSay(TEXTS, request.language);
  const { harvest, datasets } = context;
  const regions = [...new Set(harvest.sources.flatMap(({ region }) => region ?? []))].toSorted();
  return (
    <nav class="scopes" aria-label={say('scopes')}>
      <Choice
        request={request}
        name="region"
        title={say('city')}
        options={regions.map((name) => [name, name])}
      />
      <Choice
        request={request}
        name="source"
        title={say('portal')}
        options={harvest.sources.map(({ id, title }) => [id, title])}
      />
      <Choice
        request={request}
        name="publisher"
        title={say('publisher')}
        options={datasets.publishers().map(({ name, title }) => [name, title])}
      />
    </nav>
  );
}

interface ScopePickerProps {
  readonly request: PageRequest;
  readonly context: Pick<PageContext, 'harvest' | 'datasets'>;
}

function Choice({ request, name, title, options }: ChoiceProps): VNode {
  const say = createSay(TEXTS, request.language);
  const { locale, asOf, query } = request;
  const chosen = query.get(name) ?? '';
  if (options.length === 0) return <></>;
  return (
    <form action="/statistics" method="get">
      <label for={`scope-${name}`}>{title}</label>
      <span class="row">
        {options.length > MOST_OPTIONS ? (
          <input id={`scope-${name}`} name={name} value={chosen} required />
        ) : (
          <select id={`scope-${name}`} name={name} required>
            <option value="">{say('choose')}</option>
            {options.map(([value, text]) => (
              <option key={value} value={value} selected={value === chosen}>
                {text}
              </option>
            ))}
          </select>
        )}
        <button type="submit" class="plain">
          {say('show')}
        </button>
      </span>
      {locale !== 'zh' && <input type="hidden" name="lang" value={locale} />}
      {asOf !== undefined && <input type="hidden" name="as_of" value={asOf.text} />}
    </form>
  );
}

interface ChoiceProps {
  readonly request: PageRequest;
  readonly name: string;
  readonly title: string;
  readonly options: readonly Option[];
}
