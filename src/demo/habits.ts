import type { DateStyle } from './dates.js';
import { GUIDE_CYCLES, GUIDE_OPEN, GUIDE_SHARE } from './guide-words.js';
import type { Cycle, OpenType, ShareType } from './vocabulary.js';

/** What a portal says about a dataset beyond CKAN's own fields. */
export type Concept =
  | 'code'
  | 'providerCode'
  | 'domain'
  | 'industry'
  | 'openType'
  | 'openCondition'
  | 'notOpenBasis'
  | 'shareType'
  | 'shareCondition'
  | 'shareWay'
  | 'cycle'
  | 'published'
  | 'updated'
  | 'volume'
  | 'formats'
  | 'fields'
  | 'office'
  | 'phone'
  | 'spatial'
  | 'temporal'
  | 'secrecy'
  | 'level';

/** How one city writes its catalogue: the words and shapes that a harvester has to fold together again. */
export interface Habits {
  readonly ckanVersion: string;
  /** Label of each concept among the extras; a concept without a label is not published. */
  readonly labels: Readonly<Partial<Record<Concept, string>>>;
  readonly dates: DateStyle;
  readonly cycles: Readonly<Record<Cycle, string>>;
  readonly open: Readonly<Record<OpenType, string>>;
  readonly share: Readonly<Record<ShareType, string>>;
  readonly theme: 'pilot' | 'national' | 'short';
  readonly fields: 'json' | 'comma' | 'typed-list';
  readonly formatCase: 'lower' | 'upper' | 'dotted';
  /** Whether a department is `云汐市教育局` or only `市教育局`. */
  readonly fullOrganizationTitle: boolean;
  readonly tags: 'objects' | 'strings';
  readonly groups: boolean;
  readonly codes: 'guide' | 'with-region' | 'local' | 'none';
  /** Every dataset has a code; elsewhere about a third have none. */
  readonly everyCode?: true;
  readonly licenseId: string | null;
  /** Share of the datasets that districts publish. */
  readonly districtShare: number;
}

export const GUIDE_LABELS = {
  code: '信息资源代码',
  providerCode: '信息资源提供方代码',
  domain: '数据领域',
  industry: '所属行业',
  openType: '开放类型',
  openCondition: '开放条件',
  notOpenBasis: '不予开放依据',
  shareType: '共享类型',
  shareCondition: '共享条件',
  shareWay: '共享方式',
  cycle: '更新周期',
  published: '发布日期',
  updated: '数据更新日期',
  volume: '数据量',
  formats: '信息资源格式',
  fields: '信息项',
  office: '联系部门',
  phone: '联系电话',
  spatial: '地理空间范围',
  temporal: '数据时间范围',
  secrecy: '涉密属性',
  level: '数据分级',
} as const satisfies Record<Concept, string>;

/** The words and shapes of a city that keeps to the guide. */
export const GUIDE: Habits = {
  ckanVersion: '2.10.4',
  labels: GUIDE_LABELS,
  dates: 'dashes',
  cycles: GUIDE_CYCLES,
  open: GUIDE_OPEN,
  share: GUIDE_SHARE,
  theme: 'pilot',
  fields: 'json',
  formatCase: 'lower',
  fullOrganizationTitle: true,
  tags: 'objects',
  groups: true,
  codes: 'guide',
  licenseId: 'notspecified',
  districtShare: 0.45,
};

/** The habits of each city, by its id: the guide's own words, except where stated. */
export const HABITS: Readonly<Record<string, Habits>> = {
  yunxi: GUIDE,
  chengpu: {
    ...GUIDE,
    ckanVersion: '2.9.8',
    labels: {
      ...GUIDE_LABELS,
      cycle: '更新频率',
      published: '发布时间',
      updated: '更新时间',
      domain: '重点领域',
      formats: '资源格式',
      phone: '部门电话',
      providerCode: '数源单位代码',
    },
    dates: 'with-time',
    cycles: {
      ...GUIDE_CYCLES,
      daily: '每天',
      annual: '按年更新',
      monthly: '按月更新',
      quarterly: '按季度更新',
      irregular: '不定时',
    },
    formatCase: 'upper',
    codes: 'with-region',
    fullOrganizationTitle: false,
  },
  luyuan: {
    ...GUIDE,
    labels: {
      ...GUIDE_LABELS,
      cycle: '更新频度',
      openType: '开放属性',
      published: '首次发布日期',
      updated: '更新日期',
      fields: '数据项',
      providerCode: '数据提供方代码',
    },
    theme: 'short',
    cycles: { ...GUIDE_CYCLES, static: '静态数据', other: '其它', daily: '每天' },
    fields: 'typed-list',
    licenseId: 'other-open',
  },
  qinglan: {
    ...GUIDE,
    ckanVersion: '2.8.12',
    labels: {
      ...GUIDE_LABELS,
      cycle: '更新周期',
      openType: '开放等级',
      domain: '所属主题',
      published: '上架日期',
      updated: '最后更新',
      volume: '数据条数',
    },
    open: { unconditional: '普遍开放', conditional: '依申请开放', not_open: '不开放' },
    theme: 'national',
    dates: 'unpadded',
    groups: false,
    licenseId: null,
  },
  fengbo: {
    ...GUIDE,
    labels: {
      ...GUIDE_LABELS,
      openType: '开放条件',
      openCondition: '使用要求',
      cycle: '更新周期',
      updated: '更新日期',
      fields: '字段列表',
    },
    open: { unconditional: '无条件开放', conditional: '受限开放', not_open: '禁止开放' },
    cycles: {
      ...GUIDE_CYCLES,
      annual: '年',
      monthly: '月',
      quarterly: '季度',
      weekly: '周',
      daily: '日',
      semiannual: '半年',
    },
    fields: 'comma',
    codes: 'local',
    districtShare: 0.6,
  },
  shuolan: {
    ...GUIDE,
    ckanVersion: '2.7.12',
    labels: { ...GUIDE_LABELS, published: '发布时间', updated: '数据更新时间', cycle: '更新时限' },
    dates: 'slashes',
    tags: 'strings',
    formatCase: 'dotted',
    codes: 'none',
    licenseId: null,
  },
  yizhou: {
    ...GUIDE,
    labels: {
      ...GUIDE_LABELS,
      cycle: '资源更新频率',
      openType: '开放状态',
      published: '创建时间',
      updated: '最近更新',
    },
    dates: 'milliseconds',
    cycles: {
      realtime: '1',
      daily: '2',
      weekly: '3',
      monthly: '4',
      quarterly: '5',
      semiannual: '6',
      annual: '7',
      static: '8',
      biennial: '99',
      irregular: '99',
      on_demand: '99',
      other: '99',
    },
    open: { unconditional: '0', conditional: '1', not_open: '2' },
    fullOrganizationTitle: false,
  },
  yinyu: {
    ...GUIDE,
    labels: {
      ...GUIDE_LABELS,
      domain: '领域名称',
      published: '资源发布日期',
      updated: '资源更新日期',
      volume: '资源记录数',
    },
    dates: 'compact',
    open: { unconditional: '主动开放', conditional: '申请后开放', not_open: '不予开放' },
    fields: 'comma',
    districtShare: 0.3,
  },
  zhuyuan: {
    ...GUIDE,
    labels: { ...GUIDE_LABELS, cycle: '更新频率', published: '发布日期', updated: '更新日期' },
    dates: 'chinese',
    share: { unconditional: '1', conditional: '2', not_shared: '3' },
    cycles: { ...GUIDE_CYCLES, annual: '年度', static: '归档不更新', irregular: '不定期更新' },
    groups: false,
    fullOrganizationTitle: false,
  },
  yanxi: {
    ...GUIDE,
    ckanVersion: '2.6.9',
    labels: {
      domain: '主题分类',
      openType: '是否向社会开放',
      openCondition: '开放条件',
      notOpenBasis: '不予开放依据',
      shareType: '共享类型',
      cycle: '更新周期',
      published: '发布日期',
      updated: '更新日期',
      formats: '数据格式',
      phone: '联系方式',
      secrecy: '涉密属性',
      industry: '行业分类',
      volume: '数据量',
      temporal: '数据时间范围',
      providerCode: '提供方代码',
      fields: '信息项',
      office: '联系部门',
    },
    open: { unconditional: '是', conditional: '是（有条件）', not_open: '否' },
    tags: 'strings',
    licenseId: '',
    codes: 'none',
    districtShare: 0.2,
  },
  jichuan: {
    ...GUIDE,
    labels: {
      ...GUIDE_LABELS,
      code: '资源代码',
      providerCode: '资源提供方代码',
      formats: '资源格式',
      fields: '信息项信息',
    },
    licenseId: 'cc-by',
    districtShare: 0.25,
  },
};
