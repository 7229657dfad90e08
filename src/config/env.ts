/** What the environment says, as text and unchecked; `loadConfig` checks it together with the files. */
export interface HubEnv {
  readonly dataDir?: string;
  readonly port?: string;
  readonly logLevel?: string;
  readonly webhookSecret?: string;
  readonly smtpUrl?: string;
  readonly operatorToken?: string;
  readonly snapshotKey?: string;
  /** Source ids as they stand in the variable (`JIANGCHENG_CITY`) → token. */
  readonly tokens: Readonly<Record<string, string>>;
  /** `LIANMU_SOURCE_…` variables that end in nothing known. */
  readonly unknown: readonly string[];
}

/** Every variable the hub reads, with its consequence; also the text of docs/configuration.md. */
export const ENVIRONMENT = [
  [
    'LIANMU_DATA_DIR',
    'Folder of the store, relative to the working directory; wins over `dataDir` of hub.yaml.',
  ],
  ['LIANMU_PORT', 'Port of `serve`; wins over `port` of hub.yaml.'],
  ['LIANMU_LOG_LEVEL', 'Least important log line that is written; wins over `logLevel` of hub.yaml.'],
  ['LIANMU_WEBHOOK_SECRET', 'Key that signs what is posted to `alarms.webhook` of hub.yaml.'],
  [
    'LIANMU_SMTP_URL',
    'Mail server that takes alarms for `alarms.mail` of hub.yaml, with user name and password: `smtps://user:password@mail.example.org`.',
  ],
  [
    'LIANMU_OPERATOR_TOKEN',
    'Who sends it may review and decide held runs over HTTP, at least 32 characters without blanks (`openssl rand -hex 32`); without it nobody may.',
  ],
  [
    'LIANMU_SNAPSHOT_KEY',
    'Private key that signs snapshots: Ed25519, PKCS #8 in PEM, with `\\n` for the ends of lines where the environment takes one line only (`openssl genpkey -algorithm ed25519`). Without it the hub makes one and keeps it as `snapshot-key.pem` in the data folder.',
  ],
  [
    'LIANMU_SOURCE_<ID>_TOKEN',
    'Key that the portal of this source asks for; the id in capitals with `_` for `-` (jiangcheng-city: `LIANMU_SOURCE_JIANGCHENG_CITY_TOKEN`). Secrets stand nowhere else.',
  ],
] as const;

const SOURCE_PREFIX = 'LIANMU_SOURCE_';
const TOKEN = /^LIANMU_SOURCE_([A-Z0-9]+(?:_[A-Z0-9]+)*)_TOKEN$/;

/** The part of a variable's name that stands for a source id; ids have no `_`, so two never meet. */
export function environmentId(sourceId: string): string {
  return sourceId.toUpperCase().replaceAll('-', '_');
}

export function tokenVariable(sourceId: string): string {
  return `${SOURCE_PREFIX}${environmentId(sourceId)}_TOKEN`;
}

/** Picks the hub's variables; an empty one counts as not set. */
export function readEnv(variables: Readonly<Record<string, string | undefined>>): HubEnv {
  const set = new Map<string, string>();
  for (const [name, value] of Object.entries(variables)) {
    if (name.startsWith('LIANMU_') && value) set.set(name, value);
  }
  const dataDir = set.get('LIANMU_DATA_DIR');
  const port = set.get('LIANMU_PORT');
  const logLevel = set.get('LIANMU_LOG_LEVEL');
  const webhookSecret = set.get('LIANMU_WEBHOOK_SECRET');
  const smtpUrl = set.get('LIANMU_SMTP_URL');
  const operatorToken = set.get('LIANMU_OPERATOR_TOKEN');
  const snapshotKey = set.get('LIANMU_SNAPSHOT_KEY');
  const ofSources = [...set].filter(([name]) => name.startsWith(SOURCE_PREFIX));
  return {
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(port === undefined ? {} : { port }),
    ...(logLevel === undefined ? {} : { logLevel }),
    ...(webhookSecret === undefined ? {} : { webhookSecret }),
    ...(smtpUrl === undefined ? {} : { smtpUrl }),
    ...(operatorToken === undefined ? {} : { operatorToken }),
    ...(snapshotKey === undefined ? {} : { snapshotKey }),
    tokens: Object.fromEntries(
      ofSources.flatMap(([name, value]) => {
        const id = TOKEN.exec(name)?.[1];
        return id === undefined ? [] : [[id, value]];
      }),
    ),
    unknown: ofSources.map(([name]) => name).filter((name) => !TOKEN.test(name)),
  };
}
