import { themeName } from '../../domain/code-lists.js';
import type { Dataset, Visibility } from '../../domain/dataset.js';
import type { PublishedDataset } from '../../domain/published.js';
import { visibleDistributions } from '../../domain/visibility.js';
import { toWebUri } from '../iri.js';
import { licenseUri } from '../license-uri.js';
import { shortText } from '../plain-text.js';
import { datasetPageUrl, type SiteFacts } from '../site-facts.js';
import { toAccrualPeriodicity } from './accrual.js';
import { toContactPoint, type ContactPoint } from './contact-point.js';
import { toDataJsonDistribution, type DataJsonDistribution } from './distribution.js';

/** A dataset of DCAT-US 1.1, under the schema for publishers without bureau codes ("non-federal"). */
export interface DataJsonDataset {
  readonly '@type': 'dcat:Dataset';
  readonly identifier: string;
  readonly title: string;
  readonly description: string;
  readonly keyword: readonly string[];
  readonly modified: string;
  readonly issued?: string;
  readonly publisher: { readonly '@type': 'org:Organization'; readonly name: string };
  readonly contactPoint: ContactPoint;
  readonly accessLevel: AccessLevel;
  readonly rights?: string;
  readonly accrualPeriodicity?: string;
  readonly landingPage: string;
  readonly license?: string;
  readonly spatial?: string;
  readonly temporal?: string;
  readonly theme?: readonly string[];
  readonly distribution?: readonly DataJsonDistribution[];
}

type AccessLevel = 'public' | 'restricted public' | 'non-public';

const ACCESS: Readonly<Record<Visibility, AccessLevel>> = {
  open: 'public',
  'on-request': 'restricted public',
  closed: 'non-public',
};

/** What the schema takes at most. */
const MOST = { description: 10_000, rights: 255, keyword: 1000, keywords: 1000 } as const;

/**
 * Members that the schema asks for and the record lacks follow from others: the description from the title, keywords from
 * the domains or the publisher, the date of the last change from that of the publication, or at last from the hub's own.
 */
export function toDataJsonDataset(published: PublishedDataset, site: SiteFacts): DataJsonDataset {
  const { dataset, name, changed } = published;
  const { identifier, issued, publisher, spatial } = dataset;
  const title = dataset.title === '' ? name : dataset.title;
  const theme = (dataset.themes ?? []).flatMap((code) => themeName(code, 'zh') ?? []);
  const distribution = visibleDistributions(dataset).map(toDataJsonDistribution);
  return {
    '@type': 'dcat:Dataset',
    identifier,
    title,
    description: shortText(dataset.abstract, MOST.description) ?? shortText(title, MOST.description) ?? name,
    keyword: keywordsOf(dataset, theme),
    modified: dataset.modified ?? issued ?? changed.slice(0, 'CCYY-MM-DD'.length),
    ...(issued !== undefined && { issued }),
    publisher: { '@type': 'org:Organization', name: publisher.name },
    contactPoint: toContactPoint(dataset, site),
    accessLevel: ACCESS[dataset.visibility],
    ...compact('rights', rightsOf(dataset)),
    ...compact('accrualPeriodicity', toAccrualPeriodicity(dataset.updateCycle)),
    landingPage: toWebUri(dataset.landingPage) ?? datasetPageUrl(site, name),
    ...compact('license', licenseUri(dataset.license)),
    ...compact('spatial', spatial === '' ? undefined : spatial),
    ...compact('temporal', temporalOf(dataset)),
    ...(theme.length > 0 && { theme: [...new Set(theme)] }),
    ...(distribution.length > 0 && { distribution }),
  };
}

function compact<Name extends string>(
  name: Name,
  value: string | undefined,
): Partial<Readonly<Record<Name, string>>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
}

function keywordsOf({ keywords = [], publisher }: Dataset, themes: readonly string[]): readonly string[] {
  const lists = [keywords, themes, [publisher.name]].map((words) =>
    words.flatMap((word) => shortText(word, MOST.keyword) ?? []),
  );
  const found = lists.find(({ length }) => length > 0) ?? [];
  return [...new Set(found)].slice(0, MOST.keywords);
}

/** On what condition, or by which law; nothing is said for a record that does not say it. */
function rightsOf({ visibility, openness }: Dataset): string | undefined {
  if (visibility === 'on-request') return shortText(openness?.condition, MOST.rights);
  if (visibility === 'closed') return shortText(openness?.basis ?? openness?.condition, MOST.rights);
  return undefined;
}

/** The schema knows no period with an open end. */
function temporalOf({ temporal }: Dataset): string | undefined {
  const { start, end } = temporal ?? {};
  return start === undefined || end === undefined ? undefined : `${start}/${end}`;
}
