import { JSON_LIST } from '../../../../harvesters/json-list/index.js';
import type { DatasetDraft } from '../../../../src/domain/dataset.js';
import { foldLabel } from '../../../../src/domain/labels.js';
import type { Source } from '../../../../src/domain/source.js';
import type { Gathered, Harvester, PortalClient, RecordRef } from '../../../../src/pipeline/ports.js';
import { testSource } from '../../../support/source.js';
import { readAll } from '../../../support/text-document.js';
import { never } from '../../portal-client/loopback.js';

const LABELS: Readonly<Record<string, string>> = {
  标题: 'title',
  名称: 'title',
  摘要: 'abstract',
  数源单位: 'publisher',
  数据领域: 'themes',
  更新周期: 'updateCycle',
  信息资源代码: 'code',
  详情页网址: 'landingPage',
  联系人: 'contactName',
  联系电话: 'phone',
  邮箱: 'email',
};

/** A portal that nobody may ask. */
const SILENT: PortalClient = {
  getJson: () => Promise.reject(new Error('nothing is asked')),
  getJsonList: () => Promise.reject(new Error('nothing is asked')),
  getText: () => Promise.reject(new Error('nothing is asked')),
  openDocument: () => Promise.reject(new Error('nothing is asked')),
  close: () => undefined,
};

/** A harvester with some of the general labels, over a portal that nobody asks. */
export function listHarvester(
  options: Source['options'] = {},
  changes: Partial<Source> = {},
  portal = SILENT,
): Harvester {
  const source = testSource({ kind: 'json-list', options, ...changes });
  const own = new Map(Object.entries(source.labels).map(([label, element]) => [foldLabel(label), element]));
  return JSON_LIST.create(source, {
    portal,
    labels: (label) => own.get(foldLabel(label)) ?? LABELS[foldLabel(label)],
  });
}

/** What a list of these records, or this text, gives. */
export function gathered(
  harvester: Harvester,
  content: string | readonly unknown[],
): Promise<readonly Gathered[]> {
  return readAll(harvester, typeof content === 'string' ? content : JSON.stringify(content));
}

export function refsIn(items: readonly Gathered[]): readonly RecordRef[] {
  return items.filter((item) => item.type === 'record');
}

/** Codes of what is odd about the list, with the kind of news that each is. */
export function oddities(items: readonly Gathered[]): readonly string[] {
  return items.flatMap((item) => {
    if (item.type === 'record') return (item.problems ?? []).map(({ code }) => `record ${code}`);
    return item.type === 'gap' || item.type === 'notice' ? [`${item.type} ${item.problem.code}`] : [];
  });
}

export async function rawOf(harvester: Harvester, ref: RecordRef | undefined): Promise<unknown> {
  if (ref === undefined) throw new Error('there is no such record');
  return (await harvester.fetch(ref, never)).raw;
}

export async function draftsOf(
  harvester: Harvester,
  content: string | readonly unknown[],
): Promise<readonly DatasetDraft[]> {
  const drafts: DatasetDraft[] = [];
  for (const ref of refsIn(await gathered(harvester, content))) {
    drafts.push(harvester.map(await rawOf(harvester, ref), ref.remoteId));
  }
  return drafts;
}
