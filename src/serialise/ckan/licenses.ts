type Flag = 'True' | 'False';
type Conformance = 'approved' | 'not reviewed';

/** One licence as `license_list` gives it: CKAN's own list writes its booleans as text. */
export interface CkanLicense {
  readonly domain_content: Flag;
  readonly domain_data: Flag;
  readonly domain_software: Flag;
  readonly family: string;
  readonly id: string;
  readonly is_generic: Flag;
  readonly maintainer: string;
  readonly od_conformance: Conformance;
  readonly osd_conformance: Conformance;
  readonly status: 'active';
  readonly title: string;
  readonly url: string;
}

interface LicenseFacts {
  readonly id: string;
  readonly title: string;
  readonly url?: string;
  /** What it is made for: `content`, `data`, both, or not said. */
  readonly domains?: readonly ('content' | 'data' | 'software')[];
  readonly generic?: true;
  /** Approved by the Open Definition. */
  readonly open?: true;
}

const OPEN_DEFINITION = 'http://www.opendefinition.org/licenses/';

const FACTS: readonly LicenseFacts[] = [
  { id: 'notspecified', title: 'License not specified', generic: true },
  {
    id: 'odc-pddl',
    title: 'Open Data Commons Public Domain Dedication and License (PDDL)',
    url: `${OPEN_DEFINITION}odc-pddl`,
    domains: ['data'],
    open: true,
  },
  {
    id: 'odc-odbl',
    title: 'Open Data Commons Open Database License (ODbL)',
    url: `${OPEN_DEFINITION}odc-odbl`,
    domains: ['data'],
    open: true,
  },
  {
    id: 'odc-by',
    title: 'Open Data Commons Attribution License',
    url: `${OPEN_DEFINITION}odc-by`,
    domains: ['data'],
    open: true,
  },
  {
    id: 'cc-zero',
    title: 'Creative Commons CCZero',
    url: `${OPEN_DEFINITION}cc-zero`,
    domains: ['content', 'data'],
    open: true,
  },
  {
    id: 'cc-by',
    title: 'Creative Commons Attribution',
    url: `${OPEN_DEFINITION}cc-by`,
    domains: ['content'],
    open: true,
  },
  {
    id: 'cc-by-sa',
    title: 'Creative Commons Attribution Share-Alike',
    url: `${OPEN_DEFINITION}cc-by-sa`,
    domains: ['content'],
    open: true,
  },
  {
    id: 'gfdl',
    title: 'GNU Free Documentation License',
    url: `${OPEN_DEFINITION}gfdl`,
    domains: ['content'],
    open: true,
  },
  { id: 'other-open', title: 'Other (Open)', domains: ['content'], generic: true, open: true },
  { id: 'other-pd', title: 'Other (Public Domain)', domains: ['content'], generic: true, open: true },
  { id: 'other-at', title: 'Other (Attribution)', domains: ['content'], generic: true, open: true },
  {
    id: 'uk-ogl',
    title: 'UK Open Government Licence (OGL)',
    url: 'http://reference.data.gov.uk/id/open-government-licence',
    domains: ['content'],
    open: true,
  },
  {
    id: 'cc-nc',
    title: 'Creative Commons Non-Commercial (Any)',
    url: 'http://creativecommons.org/licenses/by-nc/2.0/',
  },
  { id: 'other-nc', title: 'Other (Non-Commercial)', generic: true },
  { id: 'other-closed', title: 'Other (Not Open)', generic: true },
];

/** The fifteen licences that every CKAN knows (docs of `license_list`); facts of each from opendefinition.org. */
export const CKAN_LICENSES: readonly CkanLicense[] = FACTS.map((facts) => ({
  domain_content: flag(facts.domains?.includes('content')),
  domain_data: flag(facts.domains?.includes('data')),
  domain_software: flag(facts.domains?.includes('software')),
  family: '',
  id: facts.id,
  is_generic: flag(facts.generic),
  maintainer: '',
  od_conformance: facts.open === true ? 'approved' : 'not reviewed',
  osd_conformance: 'not reviewed',
  status: 'active',
  title: facts.title,
  url: facts.url ?? '',
}));

function flag(value: boolean | undefined): Flag {
  return value === true ? 'True' : 'False';
}
