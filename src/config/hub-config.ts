import type { ProvinceMap } from '../domain/province-map.js';
import type { SearchWords } from '../domain/search-words.js';
import type { SnapshotFormat } from '../domain/snapshot.js';
import type { AlarmLimits, NetworkSettings, Source, SourceSecrets } from '../domain/source.js';

export const HUB_SCHEMA = 'https://lianmu.example/schemas/hub';
export const SOURCE_SCHEMA = 'https://lianmu.example/schemas/source';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** hub.yaml with its defaults and the environment's words, checked and frozen. Each key's consequence: schemas/hub.schema.json. */
export interface HubConfig {
  readonly title: { readonly zh: string; readonly en: string };
  readonly description: { readonly zh: string; readonly en: string };
  /** Without a closing slash. */
  readonly baseUrl: string;
  readonly publisher: { readonly name: string; readonly url?: string; readonly email?: string };
  /** Absolute path. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly timezone: string;
  readonly logLevel: LogLevel;
  /** Sources harvested at the same time. */
  readonly concurrency: number;
  readonly overdueTolerance: number;
  readonly search: { readonly threads?: number; readonly keptMegabytes: number };
  readonly schedule: { readonly jitterSeconds: number };
  readonly snapshots: SnapshotSettings;
  /** `fetch`: whoever uses the validator may name an address for the hub to fetch. */
  readonly validator: { readonly fetch: boolean };
  readonly alarms: AlarmLimits & AlarmAddresses;
  readonly limits: Source['limits'];
  readonly network: Omit<NetworkSettings, 'allowPrivate' | 'ignoreRobots'>;
  readonly portal: PortalSettings;
}

/** What a province changes of the public pages. */
export interface PortalSettings extends PortalFiles {
  /** In hex. */
  readonly accent?: { readonly light: string; readonly dark: string };
  /** `ancestors`: who may show the embedded pages in a frame; `*` is everybody. */
  readonly embedding: { readonly ancestors: readonly string[] };
}

/** What its files hold. */
export interface PortalFiles {
  readonly logo?: PortalLogo;
  /** Checked markup with places for values, by language. */
  readonly header?: Readonly<Record<'zh' | 'en', string>>;
  readonly footer?: Readonly<Record<'zh' | 'en', string>>;
  readonly map?: ProvinceMap;
}

export interface PortalLogo {
  readonly type: string;
  readonly base64: string;
}

/** What `serve` makes of the whole catalogue at night. */
export interface SnapshotSettings {
  /** Absent: never. */
  readonly schedule?: string;
  readonly keep: number;
  readonly formats: readonly SnapshotFormat[];
}

/** Whom alarms are sent to, besides the log. */
export interface AlarmAddresses {
  /** Receives each notice as a signed POST. */
  readonly webhook?: string;
  /** The webhook may have a loopback or intranet address. */
  readonly allowPrivate: boolean;
  readonly mail?: { readonly from: string; readonly to: readonly string[] };
}

/** Secrets of the hub itself, from the environment only. */
export interface HubSecrets {
  /** `LIANMU_WEBHOOK_SECRET` */
  readonly webhook?: string;
  /** `LIANMU_SMTP_URL` */
  readonly smtpUrl?: string;
  /** `LIANMU_OPERATOR_TOKEN` */
  readonly operatorToken?: string;
  /** `LIANMU_SNAPSHOT_KEY` */
  readonly snapshotKey?: string;
}

/** All that is configured. */
export interface Configuration {
  readonly hub: HubConfig;
  /** Sorted by id; disabled ones too. */
  readonly sources: readonly Source[];
  /** Files of crosswalks/ by name (`update-cycle`), accepted by their schema. */
  readonly crosswalks: Readonly<Record<string, unknown>>;
  /** From search/words.yaml. */
  readonly searchWords: SearchWords;
  /** Files of profiles/ by name: what portals of one family have in common. */
  readonly profiles: Readonly<Record<string, unknown>>;
  /** By source id; only sources that have one. */
  readonly secrets: Readonly<Record<string, SourceSecrets>>;
  readonly hubSecrets: HubSecrets;
}
