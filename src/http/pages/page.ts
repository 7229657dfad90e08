import type { ComponentChildren } from 'preact';
import type { Language } from '../../domain/dataset.js';
import type { Profile } from '../../domain/profile.js';
import type { createProblemDescriber } from '../../domain/rules.js';
import type { ActionContext } from '../ckan/action.js';
import type { Routes } from '../ckan/route.js';
import type { Link } from './links.js';
import type { Locale } from './locale.js';
import type { Theme } from './theme.js';

/** Everything that pages are made of. Of an earlier day it is the catalogue of then, and no page knows it. */
export interface PageContext extends Pick<
  ActionContext,
  'datasets' | 'history' | 'search' | 'catalog' | 'site' | 'figures' | 'harvest' | 'slices' | 'version'
> {
  /** Labels and obligations of the elements. */
  readonly profile: Profile;
  /** A problem of a record in words, and what to do. */
  readonly describe: ReturnType<typeof createProblemDescriber>;
  /** The actions that the page for developers describes. */
  readonly routes: Routes;
  /** What a province changes. */
  readonly theme: Theme;
}

/** An earlier state that the caller asked for. */
export interface PageMoment {
  /** As he wrote it, for links that stay in it. */
  readonly text: string;
  readonly seq: number;
  /** Milliseconds; absent where he named the position itself. */
  readonly time?: number;
  /** In the hub's time zone: `CCYY-MM-DD` of a day, `CCYY-MM-DD hh:mm` else; empty before the first publication. */
  readonly local: string;
}

/** What is asked of a page; plain data but for `link`. */
export interface PageRequest {
  /** Without the query. */
  readonly path: string;
  /** Parts of the path that the pattern names, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** Without `lang` and `as_of`. */
  readonly query: URLSearchParams;
  readonly locale: Locale;
  /** Of the texts: traditional Chinese is made of simplified Chinese. */
  readonly language: Language;
  /** Absent: the present. */
  readonly asOf?: PageMoment;
  /** Addresses of other pages in the same language and of the same moment. */
  readonly link: Link;
}

/** The same in another form, for the head. `href`: path and query. */
export interface Alternate {
  readonly type: string;
  readonly title: string;
  readonly href: string;
}

export interface Page {
  /** Of the window; the site's title follows. */
  readonly title: string;
  readonly main: ComponentChildren;
  /** Absent: 200. */
  readonly status?: number;
  /** For programs that look at the page's description. */
  readonly description?: string;
  readonly alternates?: readonly Alternate[];
  /** What stands in the head besides. */
  readonly head?: ComponentChildren;
  /** The head of the page has a search box, unless the page has its own. */
  readonly hasSearch?: boolean;
  /** Search engines leave it out. */
  readonly isUnlisted?: boolean;
}

/** Makes a page; undefined: there is no such thing. Errors become pages too. */
export type RenderPage = (
  request: PageRequest,
  context: PageContext,
) => PageAnswer | undefined | Promise<PageAnswer | undefined>;

export type PageAnswer = Page | { readonly seeOther: string };

export interface PageRoute {
  /** As the server library writes it: `/dataset/:name`. */
  readonly url: string;
  readonly render: RenderPage;
  /**
   * How it is shown of earlier days. `state` (unless told): it is given the catalogue of then; `itself`: it reads
   * `request.asOf`, since what it needs of the past is found at once; `never`: it is the same at all times.
   */
  readonly asOf?: 'state' | 'itself' | 'never';
  /** It follows from more than the catalogue, the day and the request: nobody keeps it. */
  readonly isPassing?: boolean;
  /** `part`: bare, for the frames of other sites, which no other page is for. `showcase`: has such frames itself. */
  readonly framing?: 'part' | 'showcase';
}
