import { toDataset } from '../../src/demo/dialects/data-json.js';
import { toTurtle } from '../../src/demo/dialects/dcat.js';
import { LISTED_TWICE } from '../../src/demo/dialects/flat-list.js';
import { toFlatRecord } from '../../src/demo/dialects/flat-record.js';
import { resourceId, toDetail } from '../../src/demo/dialects/guangdong.js';
import { rowsOf } from '../../src/demo/dialects/guide-row.js';
import { standsTwice } from '../../src/demo/dialects/records.js';
import { INTERVALS } from '../../src/demo/dialects/statements.js';
import { conceptsOf, openTypeOf } from '../../src/demo/extras.js';
import { momentsOf } from '../../src/demo/moment.js';
import { faultsOf, packageAt, packageId } from '../../src/demo/package.js';
import { planOf } from '../../src/demo/plan.js';
import type { City } from '../../src/demo/province.js';
import { formatsOf } from '../../src/demo/resources.js';
import { cycleOf, keyOf } from '../../src/demo/timeline.js';
import { THEMES } from '../../src/domain/code-lists.js';
import type { Dataset } from '../../src/domain/dataset.js';

/** All that the portal says of a dataset on a day, its counters aside: the hub sees a change where this changes. */
export function recordForm(city: City, index: number, day: number): string {
  const dataset = packageAt(city, index, day);
  const at = { index, day };
  switch (city.dialect) {
    case 'ckan':
      return JSON.stringify(dataset);
    case 'flat-list':
    case 'csv-list':
      return JSON.stringify(toFlatRecord(dataset));
    case 'guide-workbook':
      return JSON.stringify(rowsOf(city, dataset, at));
    case 'guangdong':
      return JSON.stringify(toDetail(city, dataset, at));
    case 'data-json':
      return JSON.stringify(toDataset(city, dataset, at));
    case 'dcat':
      return toTurtle(city, dataset, at);
  }
}

/** What the hub must call the dataset of that portal. */
export function remoteIdOf(city: City, index: number): string {
  switch (city.dialect) {
    case 'flat-list':
    case 'dcat':
      return packageAt(city, index, 0).url ?? '';
    case 'guide-workbook': {
      const plan = planOf(city, index);
      return conceptsOf({ city, plan, moments: momentsOf(plan.key, plan.created, 0) }).code;
    }
    case 'guangdong':
      return resourceId(city, index);
    default:
      return packageId(city, index);
  }
}

/** Whether the portal lists the record a second time: the hub counts it once, and once as a duplicate. */
export function isListedTwice(city: City, index: number): boolean {
  return city.dialect === 'flat-list' && standsTwice(keyOf(city, index), LISTED_TWICE);
}

/** What must become of a record, whatever its day: its faults decide. */
export function verdictOf(city: City, index: number): 'sound' | 'rejected' | 'refused' {
  const faults = faultsOf(city, index);
  if (faults.includes('classified') && saysSecrecy(city)) return 'refused';
  return faults.includes('empty-title') || faults.includes('missing-organization') ? 'rejected' : 'sound';
}

/** DCAT, the guide's workbook and the Guangdong family have no place to say that something is 涉密. */
function saysSecrecy({ dialect, habits }: City): boolean {
  const underLabels = dialect === 'ckan' || dialect === 'flat-list' || dialect === 'csv-list';
  return underLabels && habits.labels.secrecy !== undefined;
}

/** Elements of the national record that the simulator knows too; what the portal's dialect does not say is absent. */
export interface KnownElements {
  readonly title: string;
  readonly publisher: string;
  readonly updateCycle: string | undefined;
  readonly openType?: string | undefined;
  readonly themes?: readonly string[] | undefined;
  /** Canonical names, sorted. */
  readonly formats: readonly string[];
  readonly distributions?: number;
  readonly url?: string | undefined;
}

const NO_PAGE: ReadonlySet<string> = new Set(['guide-workbook', 'guangdong', 'ckan']);
const WITH_FILES: ReadonlySet<string> = new Set(['ckan', 'data-json', 'dcat']);

/** What the dataset is on that day, worked out from the province alone. */
export function knownElements(city: City, index: number, day: number): KnownElements {
  const { dialect, habits } = city;
  const { key, title, organization, domain, created } = planOf(city, index);
  const open = openTypeOf(key);
  const formats = formatsOf(planOf(city, index), open, momentsOf(key, created, day));
  const theme = THEMES.find(({ zh }) => zh === domain.name)?.code;
  return {
    title,
    publisher: organization.ckan.title,
    updateCycle: cycleOn(city, index),
    ...(saysOpenType(city) ? { openType: open } : {}),
    ...(dialect === 'guide-workbook' || habits.theme !== 'pilot' || theme === undefined
      ? {}
      : { themes: [theme] }),
    formats: [...new Set(formats)].map((format) => FORMATS[format] ?? format.toUpperCase()).sort(),
    ...(WITH_FILES.has(dialect) ? { distributions: formats.length } : {}),
    ...(NO_PAGE.has(dialect) ? {} : { url: packageAt(city, index, 0).url ?? '' }),
  };
}

/** Whether a portal says how open a dataset is, and not only whether it is. */
function saysOpenType({ dialect, habits }: City): boolean {
  return dialect !== 'guide-workbook' && habits.labels.openType !== '是否向社会开放';
}

const FORMATS: Readonly<Record<string, string>> = { geojson: 'GeoJSON' };

/** The update cycle as far as the portal's words tell it: some have one word for several, and some have none for one. */
function cycleOn(city: City, index: number): string | undefined {
  const { dialect, habits } = city;
  if (faultsOf(city, index).includes('unknown-update-cycle')) return 'other';
  const cycle = cycleOf(planOf(city, index).key);
  if (dialect === 'data-json' || dialect === 'dcat')
    return INTERVALS[cycle] === undefined ? undefined : cycle;
  const alike = Object.entries(habits.cycles).filter(([, word]) => word === habits.cycles[cycle]);
  return alike.at(-1)?.[0];
}

/** The same elements of a dataset as the hub publishes it: those that `asked` has. */
export function publishedElements(dataset: Dataset, asked: KnownElements): KnownElements {
  const { title, publisher, updateCycle, openness, themes, distributions, origin } = dataset;
  return {
    title,
    publisher: publisher.name,
    updateCycle,
    ...('openType' in asked ? { openType: openness?.type } : {}),
    ...('themes' in asked ? { themes } : {}),
    formats: (dataset.formats ?? []).map(({ type }) => type).sort(),
    ...('distributions' in asked ? { distributions: distributions.length } : {}),
    ...('url' in asked ? { url: origin.url } : {}),
  };
}
