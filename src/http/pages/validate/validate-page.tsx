import type { VNode } from 'preact';
import type { Validator } from '../../validator.js';
import type { Page, PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { kindTitle } from '../source/run-words.js';
import { VALIDATE_TEXTS } from './texts.js';

/** Megabytes of a file or a text that somebody sends. */
export const MAX_MEGABYTES = 8;

/** What was sent and could not be checked; what was typed stays. */
export interface ValidateFailure {
  readonly reason: Exclude<keyof typeof VALIDATE_TEXTS, `sentence${string}`>;
  /** In the words of who read it, which may quote what was sent. */
  readonly detail?: string;
  readonly status: number;
}

export interface ValidateForm {
  readonly kind?: string;
  readonly url?: string;
  readonly text?: string;
}

interface ValidatePageOptions {
  readonly validator: Pick<Validator, 'kinds' | 'fetches'> | undefined;
  readonly failure?: ValidateFailure;
  readonly form?: ValidateForm;
}

/** The form, and why what was sent could not be checked. */
export function validatePage(
  request: PageRequest,
  { validator, failure, form = {} }: ValidatePageOptions,
): Page {
  const say = createSay(VALIDATE_TEXTS, request.language);
  return {
    title: say('title'),
    ...(failure !== undefined && { status: failure.status, isUnlisted: true }),
    main: (
      <>
        <h1>{say('title')}</h1>
        <p>{say(validator === undefined ? 'off' : 'lead')}</p>
        {failure !== undefined && (
          <div class="note bad" role="alert">
            <p>
              <b>{say('failure')}</b>
              <br />
              {say(failure.reason, { size: MAX_MEGABYTES })}
            </p>
            {failure.detail !== undefined && (
              <p class="muted">
                {say('detail')} <span lang="en">{failure.detail}</span>
              </p>
            )}
          </div>
        )}
        {validator !== undefined && <Form {...{ request, validator, form }} />}
      </>
    ),
  };
}

function Form({ request, validator, form }: FormProps): VNode {
  const { language, link } = request;
  const say = createSay(VALIDATE_TEXTS, language);
  return (
    <form class="validate" method="post" action={link('/validate')} encType="multipart/form-data">
      <fieldset>
        <legend>{say('content')}</legend>
        <p>
          <label for="validate-file">{say('file', { size: MAX_MEGABYTES })}</label>
          <input id="validate-file" type="file" name="file" />
        </p>
        <p>
          <label for="validate-text">{say('text')}</label>
          <textarea
            id="validate-text"
            name="text"
            rows={8}
            spellcheck={false}
            placeholder={say('textHint')}
            value={form.text ?? ''}
          />
        </p>
        {validator.fetches && (
          <p>
            <label for="validate-url">{say('url')}</label>
            <input
              id="validate-url"
              type="url"
              name="url"
              value={form.url ?? ''}
              placeholder="https://"
              aria-describedby="validate-url-hint"
            />
            <span class="muted" id="validate-url-hint">
              {say('urlHint')}
            </span>
          </p>
        )}
      </fieldset>
      <p>
        <label for="validate-kind">{say('kind')}</label>
        <select id="validate-kind" name="kind">
          <option value="">{say('guess')}</option>
          {validator.kinds.map(({ kind }) => (
            <option key={kind} value={kind} selected={kind === form.kind}>
              {kindTitle(kind, validator, language)}
            </option>
          ))}
        </select>
      </p>
      <button type="submit">{say('check')}</button>
    </form>
  );
}

interface FormProps {
  readonly request: PageRequest;
  readonly validator: Pick<Validator, 'kinds' | 'fetches'>;
  readonly form: ValidateForm;
}
