import type { Dataset, Distribution } from '../../../domain/dataset.js';
import { visibleDistributions } from '../../../domain/visibility.js';
import { withScheme } from '../../../serialise/ckan/resource.js';
import { toWebUri } from '../../../serialise/iri.js';
import type { Say } from '../say.js';
import type { USE } from './use-texts.js';

export interface Snippet {
  readonly language: string;
  readonly code: string;
}

export interface SnippetFacts {
  readonly dataset: Pick<Dataset, 'identifier' | 'visibility' | 'distributions'>;
  /** Base URL of the hub. */
  readonly hub: string;
  /** CKAN name: plain ASCII. */
  readonly name: string;
  /** The catalogue of then, as `as_of` names it. */
  readonly asOf?: string | undefined;
  readonly say: Say<keyof typeof USE>;
}

/**
 * Lines that fetch a dataset with the tools that people have. What comes from a portal stands in them only as an address in
 * percent-encoded ASCII, in the quotes of its language.
 */
export function snippetsFor(facts: SnippetFacts): readonly Snippet[] {
  const { dataset, hub, name, asOf, say } = facts;
  const target = targetOf(dataset);
  const id = dataset.identifier;
  const about = `# ${say(target.comment)}`;
  const entry = `# ${say('commentEntry')}`;
  const parameters: readonly Parameter[] = [
    ['id', id],
    ...(asOf === undefined ? [] : [['as_of', asOf] as const]),
  ];
  const show = `${hub}/api/3/action/package_show?${new URLSearchParams(parameters.map((pair) => [...pair])).toString()}`;
  return [
    {
      language: 'curl',
      code: lines(
        entry,
        `curl -fsS ${shell(show)}`,
        about,
        target.url && target.isApi && `curl -fL ${shell(target.url)}`,
        target.url &&
          !target.isApi &&
          `curl -fL -o ${shell(`${name}.${ending(target)}`)} ${shell(target.url)}`,
      ),
    },
    {
      language: 'Python (requests, pandas)',
      code: lines(
        target.reader && 'import pandas',
        'import requests',
        '',
        entry,
        `answer = requests.get(${text(`${hub}/api/3/action/package_show`)}, params={${parameters.map(([key, value]) => `${text(key)}: ${text(value)}`).join(', ')}}, timeout=60)`,
        'answer.raise_for_status()',
        'dataset = answer.json()["result"]',
        about,
        target.url && pythonRead(target),
      ),
    },
    {
      language: 'Python (ckanapi)',
      code: lines(
        'from ckanapi import RemoteCKAN',
        '',
        `hub = RemoteCKAN(${text(hub)})`,
        entry,
        `dataset = hub.action.package_show(${parameters.map(([key, value]) => `${key}=${text(value)}`).join(', ')})`,
        target.url === undefined ? about : 'urls = [resource["url"] for resource in dataset["resources"]]',
      ),
    },
    {
      // ckanr cannot ask for the past.
      language: asOf === undefined ? 'R (ckanr)' : 'R (jsonlite)',
      code: lines(
        ...(asOf === undefined ? ['library(ckanr)', '', `ckanr_setup(url = ${text(hub)})`] : []),
        entry,
        asOf === undefined
          ? `dataset <- package_show(${text(id)})`
          : `dataset <- jsonlite::fromJSON(${text(show)})$result`,
        about,
        target.url && rRead(target, name),
      ),
    },
  ];
}

type Parameter = readonly [key: string, value: string];

interface Target {
  readonly comment: keyof typeof USE & `comment${string}`;
  readonly url?: string;
  readonly isApi?: boolean;
  readonly format?: string;
  /** How pandas reads it. */
  readonly reader?: string;
}

/** Formats that tools read as they are, the easiest first. */
const READERS: Readonly<Record<string, string>> = {
  CSV: 'read_csv',
  XLSX: 'read_excel',
  XLS: 'read_excel',
  JSON: 'read_json',
  XML: 'read_xml',
};
const ORDER = Object.keys(READERS);

function targetOf(dataset: SnippetFacts['dataset']): Target {
  if (dataset.visibility === 'closed') return { comment: 'commentClosed' };
  if (dataset.visibility === 'on-request') return { comment: 'commentOnRequest' };
  const reachable = visibleDistributions(dataset).flatMap((file) => {
    const url = webUrl(file);
    return url === undefined ? [] : [{ file, url }];
  });
  const [best] = reachable
    .filter(({ file }) => file.kind !== 'api')
    .sort((one, other) => rank(one.file) - rank(other.file));
  if (best !== undefined) {
    const { format } = best.file;
    const reader = format === undefined ? undefined : READERS[format];
    return { comment: 'commentFile', url: best.url, ...(format && { format }), ...(reader && { reader }) };
  }
  const [api] = reachable;
  return api === undefined
    ? { comment: 'commentNone' }
    : { comment: 'commentApi', url: api.url, isApi: true };
}

function webUrl({ url }: Distribution): string | undefined {
  const uri = toWebUri(url && withScheme(url));
  return uri !== undefined && /^https?:/i.test(uri) ? uri : undefined;
}

function rank({ format }: Distribution): number {
  const place = ORDER.indexOf(format ?? '');
  return place < 0 ? ORDER.length : place;
}

/** Of a file's name: the format as far as it is plain. */
function ending({ format = '' }: Target): string {
  return /^[A-Za-z0-9]{1,10}$/.test(format) ? format.toLowerCase() : 'bin';
}

function pythonRead({ url = '', reader }: Target): string {
  if (reader !== undefined) return `table = pandas.${reader}(${text(url)})`;
  return `content = requests.get(${text(url)}, timeout=60).content`;
}

function rRead(target: Target, name: string): string {
  const { url = '', reader, isApi } = target;
  if (reader === 'read_csv') return `table <- read.csv(${text(url)}, fileEncoding = "UTF-8")`;
  if (isApi === true) return `lines <- readLines(${text(url)}, encoding = "UTF-8")`;
  return `download.file(${text(url)}, ${text(`${name}.${ending(target)}`)}, mode = "wb")`;
}

function lines(...given: readonly (string | false | undefined)[]): string {
  return given.filter((part) => part !== undefined && part !== false).join('\n');
}

function shell(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}

/** A text in double quotes as JSON, Python and R read it alike. */
function text(value: string): string {
  return JSON.stringify(value);
}
