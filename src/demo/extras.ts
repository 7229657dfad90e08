import { formatDay } from './dates.js';
import { hasFault } from './faults.js';
import { fieldsText } from './fields.js';
import { themeWord } from './groups-and-tags.js';
import type { Concept, Habits } from './habits.js';
import type { Moments } from './moment.js';
import type { Plan } from './plan.js';
import type { City } from './province.js';
import { below, pick, pickWeighted, unit, weighted } from './random.js';
import { formatList, formatsOf } from './resources.js';
import { cycleOf } from './timeline.js';
import { spoilUscc } from './uscc.js';
import { OPEN_WEIGHTS } from './vocabulary.js';
import type { OpenType, ShareType } from './vocabulary.js';

export interface PackageExtra {
  readonly key: string;
  readonly value: string;
}

const SALT = {
  open: 0x4001,
  share: 0x4002,
  code: 0x4003,
  published: 0x4004,
  second: 0x4005,
  volume: 0x4006,
  odd: 0x4007,
  basis: 0x4008,
  condition: 0x4009,
  range: 0x400a,
  way: 0x400b,
  future: 0x400c,
} as const;

const OPEN_TABLE = weighted(OPEN_WEIGHTS);

const ODD_CYCLES = ['牲畜饲养', '详见说明', '随业务办理', '滚动', '视情况而定'] as const;

const BASES = [
  '《中华人民共和国政府信息公开条例》第十五条',
  '《中华人民共和国个人信息保护法》第十条',
  '《中华人民共和国统计法》第二十五条',
  '《中华人民共和国保守国家秘密法》第九条',
] as const;

const CONDITIONS = [
  '实名认证并提交使用申请，说明用途和期限，经数据提供部门审核同意后使用',
  '仅限科研与公共服务使用，签订数据使用协议后开放，不得转授第三方',
  '企业用户凭统一社会信用代码申请，审核期限为十个工作日',
] as const;

const SHARE_CONDITIONS = [
  '用于部门间业务协同和数据校核，不得用于其他目的',
  '作为行政依据，经提供部门同意后共享',
  '工作参考',
] as const;

/** How open a dataset is; some are not open and do not say why (see FAULTS). */
export function openTypeOf(key: number): OpenType {
  return hasFault(key, 'not-open-without-basis') ? 'not_open' : pickWeighted(key, SALT.open, OPEN_TABLE);
}

function shareTypeOf(key: number, open: OpenType): ShareType {
  const drawn = unit(key, SALT.share);
  if (open === 'not_open') return drawn < 0.4 ? 'not_shared' : 'conditional';
  return drawn < 0.7 ? 'unconditional' : 'conditional';
}

/** 信息资源代码 in the portal's manner; on most portals about a third of the datasets have none. */
function codeOf(city: City, plan: Plan): string {
  const { habits, place } = city;
  if (habits.codes === 'none') return '';
  if (habits.everyCode !== true && unit(plan.key, SALT.code) < 0.35) return '';
  const department = String(plan.organization.department + 1).padStart(3, '0');
  const district = String(plan.organization.district + 1).padStart(2, '0');
  const sequence = String(plan.index + 1).padStart(6, '0');
  switch (habits.codes) {
    case 'guide':
      return `307098${place.region.slice(2, 4)}${district}${department}/${sequence}`;
    case 'with-region':
      return `${place.region}308${department}${district}0000/${sequence}`;
    case 'local':
      return `${district}${department}/${sequence}`;
  }
}

export interface ExtrasContext {
  readonly city: City;
  readonly plan: Plan;
  readonly moments: Moments;
}

export type Values = Readonly<Record<Concept, string>>;

const labelled = new WeakMap<Habits['labels'], readonly (readonly [Concept, string])[]>();

/** The labels as a list, kept: it is walked once for each of a million datasets. */
function labelList(labels: Habits['labels']): readonly (readonly [Concept, string])[] {
  const known = labelled.get(labels);
  if (known !== undefined) return known;
  const list = Object.entries(labels) as readonly (readonly [Concept, string])[];
  labelled.set(labels, list);
  return list;
}

/** The extras of a dataset under the portal's own labels; what is not stated is left out. */
export function makeExtras(context: ExtrasContext): readonly PackageExtra[] {
  const content: Partial<Values> = describeContent(context);
  const access: Partial<Values> = describeAccess(context);
  const extras: PackageExtra[] = [];
  for (const [concept, label] of labelList(context.city.habits.labels)) {
    const value = content[concept] ?? access[concept] ?? '';
    if (value !== '') extras.push({ key: label, value });
  }
  return extras;
}

/** What a portal knows of a dataset in its own words; empty where it says nothing. */
export function conceptsOf(context: ExtrasContext): Values {
  return { ...describeContent(context), ...describeAccess(context) };
}

type ContentConcept =
  | 'code'
  | 'domain'
  | 'industry'
  | 'cycle'
  | 'published'
  | 'updated'
  | 'volume'
  | 'formats'
  | 'fields'
  | 'spatial'
  | 'temporal';

function describeContent({ city, plan, moments }: ExtrasContext): Pick<Values, ContentConcept> {
  const { habits, startDay } = city;
  const { key, topic, domain } = plan;
  const nothing = hasFault(key, 'word-for-nothing');
  const second = below(key, SALT.second, 86_400);
  const write = (day: number): string => formatDay(startDay + day, habits.dates, second);
  const formats = formatsOf(plan, openTypeOf(key), moments);
  return {
    code: codeOf(city, plan),
    domain: themeWord(domain, habits.theme),
    industry: nothing ? '暂无' : domain.industry,
    cycle: hasFault(key, 'unknown-update-cycle')
      ? pick(key, SALT.odd, ODD_CYCLES)
      : habits.cycles[cycleOf(key)],
    published: write(publishedOn(plan, moments)),
    updated: write(moments.revision.day),
    volume: nothing ? '暂无' : String(40 + below(key, SALT.volume, 30_000) + moments.revision.number * 7),
    formats: formatList(plan, formats, habits.formatCase),
    fields: fieldsText(topic, habits.fields),
    spatial: plan.placeName,
    temporal: nothing
      ? '暂无'
      : `${plan.year - 1 - below(key, SALT.range, 4)}-01-01 至 ${plan.year - 1}-12-31`,
  };
}

/** The day of publication: not after the data's own date, except where the date is wrong by design. */
function publishedOn({ key, created }: Plan, moments: Moments): number {
  if (hasFault(key, 'future-date')) return 365 * (6 + below(key, SALT.future, 20));
  return Math.min(created, moments.revision.day) - below(key, SALT.published, 20);
}

function describeAccess({ city, plan }: ExtrasContext): Omit<Values, ContentConcept> {
  const { habits } = city;
  const { key, organization } = plan;
  const open = openTypeOf(key);
  const share = shareTypeOf(key, open);
  const classified = hasFault(key, 'classified');
  const withBasis = open === 'not_open' && !hasFault(key, 'not-open-without-basis');
  return {
    providerCode: hasFault(key, 'wrong-uscc') ? spoilUscc(organization.uscc) : organization.uscc,
    openType: habits.open[open],
    openCondition: open === 'conditional' ? pick(key, SALT.condition, CONDITIONS) : '',
    notOpenBasis: withBasis ? pick(key, SALT.basis, BASES) : '',
    shareType: habits.share[share],
    shareCondition: share === 'conditional' ? pick(key, SALT.condition, SHARE_CONDITIONS) : '',
    shareWay: unit(key, SALT.way) < 0.9 ? '共享平台方式' : '邮件',
    office: organization.office,
    phone: hasFault(key, 'mobile-contact') ? '13800000000' : organization.phone,
    secrecy: classified ? '涉密' : '非涉密',
    level: classified ? '重要数据' : '一般数据1级',
  };
}
