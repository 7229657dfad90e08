import type { VNode } from 'preact';
import type { PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { SOURCE_TEXTS } from './texts.js';

/** “Where is my record?” */
export function RecordForm({ request, sourceId, q = '', heading: Heading = 'h2' }: RecordFormProps): VNode {
  const { language, locale } = request;
  const say = createSay(SOURCE_TEXTS, language);
  return (
    <form class="record-form" action={`/source/${sourceId}/record`} method="get">
      <Heading>
        <label for="record-q">{say('where')}</label>
      </Heading>
      <p class="muted" id="record-hint">
        {say('whereLabel')}
      </p>
      <span class="row">
        <input id="record-q" type="search" name="q" required value={q} aria-describedby="record-hint" />
        <button type="submit">{say('find')}</button>
      </span>
      {locale !== 'zh' && <input type="hidden" name="lang" value={locale} />}
    </form>
  );
}

interface RecordFormProps {
  readonly request: PageRequest;
  readonly sourceId: string;
  readonly q?: string;
  /** Its label is the heading. */
  readonly heading?: 'h1' | 'h2';
}
