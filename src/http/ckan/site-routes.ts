import { denied } from './denied.js';
import { helpShow } from './help-show.js';
import { licenseList } from './license-list.js';
import { pilotReportShow } from './pilot-report-show.js';
import { pilotTrendShow } from './pilot-trend-show.js';
import { list, read, required, text, type NamedRoute } from './route.js';
import { siteRead } from './site-read.js';
import { statusShow } from './status-show.js';
import { taskStatusShow } from './task-status-show.js';
import { termTranslationShow } from './term-translation-show.js';

/** The site itself. */
export const SITE_ROUTES: readonly NamedRoute[] = [
  read('status_show', statusShow, 'What this site is, and which CKAN its API follows.'),
  read('site_read', siteRead, 'True when the site may be read; it always may.'),
  read('help_show', helpShow, 'The help text of an action.', [
    required(text('name', 'the name of the action')),
  ]),
  read('license_list', licenseList, 'The licences that the catalogue knows.'),
  read('term_translation_show', termTranslationShow, 'Translations of terms: the hub keeps none.', [
    required(list('terms', 'the terms')),
    list('lang_codes', 'the languages'),
  ]),
  read(
    'pilot_report_show',
    pilotReportShow,
    'The figures of the pilot plan of 2018: each with its formula, its numerator and denominator, and the filters of their datasets.',
    [
      list('sources', 'ids of harvested portals: their figures only'),
      text('region', 'the full name of a city: the figures of the portals that have it as their region'),
      text('publisher', 'the id or the name of an organization: its figures only'),
    ],
    // Days and jobs count besides what is published.
    { asOf: 'state', revalidates: false },
  ),
  read(
    'pilot_trend_show',
    pilotTrendShow,
    'The figures of the pilot plan over the life of the change log: at each point what pilot_report_show says as of then.',
    [
      list('sources', 'ids of harvested portals: their figures only'),
      text('region', 'the full name of a city: the figures of the portals that have it as their region'),
      text('publisher', 'the id or the name of an organization: its figures only'),
      text('step', 'day, week or month; by how long the change log goes back unless told'),
    ],
    // Days count besides what is published.
    { asOf: 'state', revalidates: false },
  ),
  read('task_status_show', taskStatusShow, "One of CKAN's background tasks: the hub has none."),
  ...['config_option_list', 'config_option_show', 'job_list', 'job_show'].map((name) =>
    read(name, denied('Not authorized'), 'For administrators only.'),
  ),
];
