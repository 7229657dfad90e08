import type {
  UpdateCycle,
  OpenType,
  ShareType,
  DataTypeCode,
  ClassLevel,
  FormatClass,
} from './code-lists.js';

/**
 * The national record: what every harvester maps to and every output is serialised from.
 * Elements follow 政务信息资源目录编制指南（试行）(发改高技〔2017〕1272号) and the 2018 pilot plan; a missing element is absent,
 * never an invented value. Obligation, labels and meaning of each stand in `schemas/dataset.schema.json`.
 */
export interface DatasetElements {
  /** 信息资源名称 */
  readonly title: string;
  /** 信息资源英文名 */
  readonly titleEn?: string;
  /** 信息资源代码: the portal's own, verbatim, or the one that the hub allocated. */
  readonly code?: string;
  /** 信息资源分类 */
  readonly classification?: Classification;
  /** 信息资源提供方 and its code */
  readonly publisher: Publisher;
  /** 信息资源摘要, plain text */
  readonly abstract?: string;
  /** 信息资源格式 */
  readonly formats?: readonly Format[];
  /** 信息项信息 */
  readonly fields?: readonly Field[];
  /** 共享属性 */
  readonly sharing?: Sharing;
  /** 开放属性 */
  readonly openness?: Openness;
  /** 更新周期 */
  readonly updateCycle?: UpdateCycle;
  /** 发布日期, CCYY-MM-DD */
  readonly issued?: string;
  /** 数据更新日期, CCYY-MM-DD */
  readonly modified?: string;
  /** 关联资源代码 */
  readonly relatedCodes?: readonly string[];
  /** 领域: codes of the pilot plan's 21 domains ("1" … "21") */
  readonly themes?: readonly string[];
  /** 国家主题分类: names of the 20 classes (GB/T 21063.4) */
  readonly nationalThemes?: readonly string[];
  /** 行业: section letter or name of GB/T 4754-2017 */
  readonly industry?: string;
  /** 关键字 */
  readonly keywords?: readonly string[];
  /** 数据量 */
  readonly volume?: Volume;
  /** 数据时间范围, each CCYY-MM-DD */
  readonly temporal?: { readonly start?: string; readonly end?: string };
  /** 地理空间范围, in words */
  readonly spatial?: string;
  /** Office contact: never a person's name or mobile number unless the source's whitelist says so. */
  readonly contact?: Contact;
  /** 数据分级 (GB/T 43697): the portal's word */
  readonly securityLevel?: string;
  /** 涉密属性: true only when the portal marks the resource as 涉密 */
  readonly classified?: boolean;
  /** 公共数据资源登记 */
  readonly registration?: Registration;
  readonly license?: License;
  /** The portal's page for people. */
  readonly landingPage?: string;
  readonly version?: string;
  readonly distributions: readonly Distribution[];
  /** Everything the portal said that has no element of its own: verbatim, sorted by key. */
  readonly extras: readonly Extra[];
}

/** A record that passed validation: only `pipeline/validate.ts` makes one. */
export interface Dataset extends DatasetElements {
  /** UUID v5 of (source id, remote id); see `domain/identifiers.ts`. */
  readonly identifier: string;
  readonly sourceId: string;
  readonly origin: Origin;
  /** Which rule changed which value on the way here. */
  readonly adjustments: readonly Adjustment[];
  /** 'open' serves all; 'on-request' and 'closed' serve the entry with its legal basis, without distributions. */
  readonly visibility: Visibility;
  readonly validated: true;
}

/**
 * What `map` makes of a raw record: elements under their national names with values **as the portal wrote them**
 * (text, or the portal's own structure), to be understood by `normalise`. Pure data, nothing checked.
 */
export interface DatasetDraft {
  readonly origin: Origin;
  readonly title?: unknown;
  readonly titleEn?: unknown;
  readonly code?: unknown;
  readonly classification?: unknown;
  readonly publisher?: PublisherDraft;
  readonly abstract?: unknown;
  readonly formats?: unknown;
  readonly fields?: unknown;
  readonly shareType?: unknown;
  readonly shareCondition?: unknown;
  readonly shareWayClass?: unknown;
  readonly shareWayType?: unknown;
  readonly openFlag?: unknown;
  readonly openType?: unknown;
  readonly openCondition?: unknown;
  readonly openBasis?: unknown;
  /** Said apart from the type by hubs; portals say it with the word for the type. */
  readonly loginRequired?: unknown;
  readonly updateCycle?: unknown;
  readonly issued?: unknown;
  readonly modified?: unknown;
  readonly relatedCodes?: unknown;
  readonly themes?: unknown;
  readonly nationalThemes?: unknown;
  readonly industry?: unknown;
  readonly keywords?: unknown;
  readonly volume?: unknown;
  readonly temporal?: unknown;
  readonly spatial?: unknown;
  readonly phone?: unknown;
  readonly email?: unknown;
  readonly contactName?: unknown;
  readonly securityLevel?: unknown;
  readonly classified?: unknown;
  readonly registration?: unknown;
  readonly licenseId?: unknown;
  readonly licenseTitle?: unknown;
  readonly licenseUrl?: unknown;
  readonly landingPage?: unknown;
  readonly version?: unknown;
  readonly distributions?: readonly DistributionDraft[];
  readonly extras?: readonly ExtraDraft[];
  /** Of a record that another hub has made: it is understood already, and what is here is taken as it is. */
  readonly national?: NationalParts;
  /** What `map` could not read, for the record's problems. */
  readonly unread?: readonly { readonly pointer: string; readonly reason: string; readonly value?: string }[];
}

/** Elements in the form of the national record, which the draft's other members have no room for. Nothing of them is checked. */
export interface NationalParts {
  readonly formats?: unknown;
  readonly openness?: unknown;
  readonly license?: unknown;
  /** Never makes visible what the elements or the source keep closed. */
  readonly visibility?: unknown;
}

/** The names that the portal itself gives the record; kept beside ours, never used as ours. */
export interface Origin {
  readonly remoteId: string;
  readonly remoteName?: string;
  /** Where a person sees the record on the portal. */
  readonly url?: string;
  /**
   * What the portal tells its publishers apart by, where their own ids are those of several portals. Ids of two of them may be
   * the same.
   */
  readonly publisherId?: string;
  /** Where the portal itself has it from, the first place first; absent when it is the portal's own. */
  readonly chain?: readonly OriginLink[];
}

/** One place that a record has passed: a portal by its address, or a hub by its id, and the id that it has there. */
export interface OriginLink {
  readonly portal?: string;
  /** UUID of a hub's store. */
  readonly hub?: string;
  readonly id: string;
}

export interface PublisherDraft {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly unit?: unknown;
  readonly localId?: unknown;
  readonly localName?: unknown;
  readonly description?: unknown;
  readonly imageUrl?: unknown;
}

/** 信息资源提供方 */
export interface Publisher {
  /** The publisher's full name. */
  readonly name: string;
  /** 信息资源提供方代码: 统一社会信用代码 (GB 32100-2015), only when its check character is right. */
  readonly code?: string;
  /** 提供方内部部门 */
  readonly unit?: string;
  /** The portal's own id and short name for it. */
  readonly localId?: string;
  readonly localName?: string;
  readonly description?: string;
  readonly imageUrl?: string;
}

export interface Classification {
  /** 类 项 目 细目: code and, where known, name, from the top down. */
  readonly levels: readonly { readonly level: ClassLevel; readonly code?: string; readonly name?: string }[];
}

export interface Format {
  /** 格式分类 */
  readonly class?: FormatClass;
  /** 格式类型: canonical name, upper case as CKAN writes it (CSV, XLSX, GeoJSON). */
  readonly type: string;
}

/** 信息项 */
export interface Field {
  readonly name: string;
  readonly nameEn?: string;
  readonly dataType?: DataTypeCode;
  /** 数据长度, bytes */
  readonly length?: number;
}

export interface Sharing {
  readonly type?: ShareType;
  readonly condition?: string;
  readonly wayClass?: string;
  readonly wayType?: string;
}

export interface Openness {
  /** 是否向社会开放 */
  readonly open?: boolean;
  readonly type?: OpenType;
  readonly condition?: string;
  /** Legal basis for not opening. */
  readonly basis?: string;
  readonly loginRequired?: boolean;
}

export interface Volume {
  readonly records?: number;
  readonly bytes?: number;
  /** The portal's own words when no unit can be told. */
  readonly text?: string;
}

export interface Contact {
  readonly phone?: string;
  readonly email?: string;
  /** Only with the source's whitelist. */
  readonly name?: string;
}

export interface Registration {
  readonly code?: string;
  readonly type?: string;
  readonly access?: 'open' | 'authorized_operation' | 'apply';
  readonly operator?: string;
}

export interface License {
  /** CKAN's id where the crosswalk knows it. */
  readonly id?: string;
  readonly title?: string;
  readonly url?: string;
  readonly open?: boolean;
}

export interface Extra {
  readonly key: string;
  readonly value: string;
}

export interface ExtraDraft {
  readonly key: unknown;
  readonly value: unknown;
}

/** 挂接资源: one file or API. `extras` are the portal's further keys, verbatim JSON values, sorted by key. */
export interface Distribution {
  /** UUID v5 of (dataset identifier, the portal's resource id or its place and URL). */
  readonly identifier: string;
  readonly remoteId?: string;
  readonly title?: string;
  readonly description?: string;
  readonly url?: string;
  /** Canonical format name; the portal's spelling stays in `formatRaw` when it differs. */
  readonly format?: string;
  readonly formatRaw?: string;
  readonly mediaType?: string;
  readonly bytes?: number;
  readonly hash?: string;
  /** Naive ISO as the portal wrote them. */
  readonly created?: string;
  readonly modified?: string;
  readonly kind?: 'file' | 'api';
  readonly extras?: Readonly<Record<string, unknown>>;
}

export interface DistributionDraft {
  readonly remoteId?: unknown;
  readonly title?: unknown;
  readonly description?: unknown;
  readonly url?: unknown;
  readonly format?: unknown;
  /** The portal's spelling, and what it is, where another hub has understood them already. */
  readonly formatRaw?: unknown;
  readonly kind?: unknown;
  readonly mediaType?: unknown;
  readonly bytes?: unknown;
  readonly hash?: unknown;
  readonly created?: unknown;
  readonly modified?: unknown;
  readonly extras?: Readonly<Record<string, unknown>>;
}

/** One value that a rule of normalise changed: what it was, what it became is in the record. */
export interface Adjustment {
  /** JSON pointer into the Dataset. */
  readonly pointer: string;
  /** Id of the rule or crosswalk entry, e.g. `crosswalk:update-cycle`, `html-to-text`. */
  readonly rule: string;
  /** The value as the portal wrote it, shortened to 200 characters. */
  readonly from: string;
}

export type Visibility = 'open' | 'on-request' | 'closed';

export type Language = 'zh' | 'en';
export interface Text {
  readonly zh: string;
  readonly en: string;
}
