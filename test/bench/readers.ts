import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findHarvesterKind } from '../../harvesters/index.js';
import { writeWorkbook } from '../../src/demo/dialects/spreadsheet.js';
import { createVocabulary } from '../../src/normalise/vocabulary.js';
import type { PortalClient } from '../../src/pipeline/ports.js';
import { openFileDocument } from '../../src/portal-client/file-document.js';
import { shippedCrosswalks } from '../support/national-profile.js';
import { testSource } from '../support/source.js';

const MEGABYTE = 1024 * 1024;
const LIMITS = { maxBytes: 64 * MEGABYTE, maxDocumentBytes: 512 * MEGABYTE };

export interface Reading {
  readonly records: number;
  readonly seconds: number;
}

/** What it costs to read a file of this kind into records, without mapping, checking or storing them. */
export async function measureReader(kindName: string, path: string): Promise<Reading> {
  const kind = findHarvesterKind(kindName);
  if (kind === undefined) throw new Error(`there is no kind ${kindName}`);
  // A file asks nothing of its portal.
  const tools = { portal: {} as PortalClient, labels: labelsOf() };
  const harvester = kind.create(testSource({ kind: kindName }), tools);
  const document = await openFileDocument(path, LIMITS);
  const started = performance.now();
  let records = 0;
  for await (const item of harvester.read(document, new AbortController().signal)) {
    if (item.type === 'record') records += 1;
  }
  await document.close();
  return { records, seconds: (performance.now() - started) / 1000 };
}

function labelsOf(): (label: string) => string | undefined {
  return createVocabulary(shippedCrosswalks(), { crosswalks: {}, labels: {} }).label;
}

const COLUMNS = [
  '名称',
  '提供方',
  '摘要',
  '领域',
  '更新周期',
  '开放类型',
  '发布日期',
  '更新日期',
  '格式',
  '标签',
  '数据量',
  '代码',
];

/** A list of so many rows and twelve columns as XLSX. */
export function writeList(folder: string, rows: number): string {
  const path = join(folder, 'list.xlsx');
  const table = Array.from({ length: rows }, (_none, row) =>
    COLUMNS.map((column) =>
      column === '名称' || column === '代码' ? `${column}${row}` : `${column} 的值 ${row % 97}`,
    ),
  );
  writeFileSync(path, writeWorkbook('目录', [COLUMNS, ...table]));
  return path;
}
