import { generateKeyPairSync } from 'node:crypto';
import { PastCatalogs } from '../../../src/app/past-catalogs.js';
import { PublicationWatch } from '../../../src/app/publication-watch.js';
import type { ReadingSide } from '../../../src/app/reading-side.js';
import { makeSnapshot } from '../../../src/app/snapshot/make-snapshot.js';
import { openShelf } from '../../../src/app/snapshot/open-shelf.js';
import { shelfOf } from '../../../src/app/snapshot/shelf.js';
import { datasetIdentifier, distributionIdentifier } from '../../../src/domain/identifiers.js';
import { SNAPSHOT_FORMATS } from '../../../src/domain/snapshot.js';
import { createPastAnswers } from '../../../src/http/ckan/past-answers.js';
import { NO_HARVEST } from '../../../src/http/harvest-desk.js';
import { readAssets } from '../../../src/http/pages/assets.js';
import { createPastPages } from '../../../src/http/pages/past-pages.js';
import { PLAIN_THEME } from '../../../src/http/pages/theme.js';
import { createServer } from '../../../src/http/server.js';
import { PROFILE, SITE } from '../api-client.js';
import { type PackagePortal, startPackagePortal } from '../package-portal.js';
import { ProvinceHub } from '../province-hub.js';
import { testSource } from '../source.js';

export const TOKEN = 'the-token-of-the-operator-of-this-walk';

/** A word that stands in one place of one record and nowhere else, and in no other such word. */
export type Canary = `CANARY${string}`;

/** One record of each fate. */
export const FATES = {
  open: [{ key: '开放类型', value: '无条件开放' }],
  onRequest: [{ key: '开放类型', value: '有条件开放' }],
  closed: [{ key: '开放类型', value: '不予开放' }],
  /** Shared within the government only. */
  shareOnly: [
    { key: '共享类型', value: '无条件共享' },
    { key: '是否向社会开放', value: '否' },
  ],
  refused: [{ key: '涉密属性', value: '涉密' }],
  refusedLevel: [{ key: '数据分级', value: '核心数据' }],
  removed: [{ key: '开放类型', value: '无条件开放' }],
  /** Open at first. */
  closedSince: [{ key: '开放类型', value: '无条件开放' }],
  refusedSince: [{ key: '开放类型', value: '无条件开放' }],
  /** Waits for a decision. */
  staged: [{ key: '开放类型', value: '无条件开放' }],
} as const;
export type FateName = keyof typeof FATES;
export const FATE_NAMES = Object.keys(FATES) as readonly FateName[];

export function titleCanary(fate: FateName): Canary {
  return `CANARYtitle${fate}Z`;
}

export function fileCanary(fate: FateName): Canary {
  return `CANARYfile${fate}Z`;
}

/** The person who answers for a record, and his telephone. */
export function personCanary(fate: FateName): Canary {
  return `CANARYperson${fate}Z`;
}

export function mobileOf(fate: FateName): string {
  return `1380013${String(8000 + FATE_NAMES.indexOf(fate))}`;
}

export const SOURCES = ['walk', 'held'] as const;

export function identifierOf(fate: FateName): string {
  return datasetIdentifier(fate === 'staged' ? 'held' : 'walk', fate);
}

export function fileIdentifierOf(fate: FateName): string {
  return distributionIdentifier(identifierOf(fate), `id:file-${fate}`);
}

type Access = readonly { readonly key: string; readonly value: string }[];

function packageOf(fate: FateName, access: Access = FATES[fate]): string {
  const person = personCanary(fate);
  return JSON.stringify({
    id: fate,
    name: `walk-${fate.toLowerCase()}`,
    title: `目录 ${titleCanary(fate)}`,
    notes: `摘要 ${titleCanary(fate)}`,
    organization: { id: 'o', title: '江城市数据局' },
    author: person,
    author_email: `${person}@example.org`,
    maintainer: person,
    maintainer_email: `${person}@example.org`,
    tags: [{ name: '通用词' }],
    extras: [
      ...access,
      { key: '联系人', value: person },
      { key: '联系电话', value: `${mobileOf(fate)} ${person}` },
      { key: '数据范围', value: titleCanary(fate) },
    ],
    resources: [
      {
        id: `file-${fate}`,
        name: `${fileCanary(fate)}.csv`,
        description: fileCanary(fate),
        url: `https://files.example.org/${fileCanary(fate)}.csv`,
        format: 'CSV',
        note: fileCanary(fate),
      },
    ],
  });
}

function filler(id: string): string {
  return JSON.stringify({
    id,
    title: `普通目录 ${id}`,
    notes: '一段。',
    organization: { id: 'o', title: '江城市数据局' },
  });
}

export interface AddedRoute {
  readonly url: string;
  readonly methods: readonly string[];
}

export interface WalkedHub {
  readonly url: string;
  readonly reading: ReadingSide;
  readonly routes: readonly AddedRoute[];
  readonly heldJob: string;
  readonly jobs: readonly string[];
  /** Path of each file of each snapshot, those that may not be given away any more too. */
  readonly snapshotFiles: readonly string[];
  close(): Promise<void>;
}

const FILLERS = ['f1', 'f2', 'f3', 'f4', 'f5', 'f6'];

/** A hub with a record of each fate, behind a server with everything that a server can have. */
export async function openWalkedHub(): Promise<WalkedHub> {
  const first = FATE_NAMES.filter((fate) => fate !== 'staged');
  const portal = await startPackagePortal(first.map((fate) => packageOf(fate)));
  const other = await startPackagePortal(FILLERS.map(filler));
  const options = { listing: 'package_search' };
  const hub = await ProvinceHub.open([
    { id: 'walk', url: portal.url, options, limits: { removedShare: 1, fieldShare: 1 } },
    { id: 'held', url: other.url, options },
  ]);
  await hub.harvestInOrder();
  const before = await snapshotFilesOf(hub);
  hub.advance(24);
  portal.packages = first
    .filter((fate) => fate !== 'removed')
    .map((fate) => packageOf(fate, laterAccess(fate)));
  other.packages = [filler('f1'), packageOf('staged')];
  await hub.harvestInOrder();
  const [hold] = await hub.reading.catalog.openHolds();
  if (hold === undefined) throw new Error('no run waits');
  const snapshotFiles = [...before, ...(await snapshotFilesOf(hub))];
  return serve(hub, [portal, other], { heldJob: hold.jobId, snapshotFiles });
}

const KEY = generateKeyPairSync('ed25519').privateKey;

/** Makes a snapshot of what is published now, and tells where its files are. */
async function snapshotFilesOf({ dataDir }: ProvinceHub): Promise<readonly string[]> {
  const { manifest } = await makeSnapshot({
    ...{ dataDir, to: shelfOf(dataDir), formats: SNAPSHOT_FORMATS, key: KEY },
    ...{ signal: new AbortController().signal, now: () => Date.now() },
  });
  return [...manifest.files.map(({ name }) => name), 'manifest.json'].map(
    (name) => `/snapshots/${manifest.seq}/${name}`,
  );
}

function laterAccess(fate: FateName): Access {
  if (fate === 'closedSince') return FATES.closed;
  return fate === 'refusedSince' ? FATES.refused : FATES[fate];
}

async function serve(
  hub: ProvinceHub,
  portals: readonly PackagePortal[],
  facts: Pick<WalkedHub, 'heldJob' | 'snapshotFiles'>,
): Promise<WalkedHub> {
  const { datasets, history, catalog, changes: feed } = hub.reading;
  const past = new PastCatalogs({ dataDir: hub.dataDir, now: () => Date.UTC(2026, 8, 4) });
  const shelf = openShelf({ dataDir: hub.dataDir, snapshotKey: undefined, history });
  const pastHub = {
    ...{ site: SITE, profile: PROFILE, version: '0.1.0' },
    ...{ sources: [], timezone: 'Asia/Shanghai', overdueTolerance: 0 },
  };
  const routes: AddedRoute[] = [];
  const server = await createServer({
    ...{ datasets, history, catalog, search: hub.openSearch().search },
    ...{ profile: PROFILE, site: SITE, version: '0.1.0' },
    metrics: { contentType: 'text/plain', text: () => Promise.resolve('lianmu_up 1\n') },
    operator: { token: TOKEN, decideHold: () => Promise.resolve({ result: 'not-held' } as never) },
    harvest: {
      ...NO_HARVEST,
      sources: SOURCES.map((id) => testSource({ id, region: '江城市' })),
      kinds: [{ kind: 'ckan', title: 'CKAN' }],
    },
    past: createPastAnswers(past.use, pastHub),
    pastPages: createPastPages(past.use, { ...pastHub, theme: PLAIN_THEME, assets: readAssets() }),
    snapshots: shelf,
    following: { feed, publications: new PublicationWatch(() => datasets.version()) },
    routeAdded: (route) => {
      routes.push(route);
    },
  });
  const url = await server.listen(0, '127.0.0.1');
  const jobs = (await catalog.listJobs({ limit: 100 })).map(({ jobId }) => jobId);
  return {
    ...{ url, routes, jobs, reading: hub.reading },
    ...facts,
    async close() {
      await server.close();
      shelf.close();
      await past.close();
      await hub.close();
      for (const portal of portals) await portal.close();
    },
  };
}
