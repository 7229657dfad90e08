import type { ExportFormat } from '../cli/application.js';
import type { PublishedDataset } from '../domain/published.js';
import { describeCatalog, toListedGraph } from '../serialise/dcat/catalog.js';
import { createDcatDocument } from '../serialise/dcat/document.js';
import { createHubIris, type DcatSite } from '../serialise/dcat/hub-iris.js';
import type { SyntaxName } from '../serialise/dcat/syntax/syntaxes.js';
import { toExportLine } from '../serialise/export-line.js';

/** Writes an export piece by piece: `start`, each dataset, `end`. */
export interface ExportWriter {
  start(): string;
  add(published: PublishedDataset): string;
  end(): string;
}

type ExportWriterFactory = (site: DcatSite) => ExportWriter;

/** The forms that the catalogue is exported in. */
export const EXPORT_WRITERS: Readonly<Record<ExportFormat, ExportWriterFactory>> = {
  jsonl: () => ({ start: () => '', add: toExportLine, end: () => '' }),
  'dcat-ttl': dcat('ttl'),
  'dcat-nt': dcat('nt'),
  'dcat-jsonld': dcat('jsonld'),
  'dcat-xml': dcat('xml'),
};

function dcat(syntax: SyntaxName): ExportWriterFactory {
  return (site) => {
    const iris = createHubIris(site.url);
    const document = createDcatDocument(syntax, iris);
    return {
      start: () => document.start() + document.add(describeCatalog(site, iris)),
      add: (published) => document.addGraph(toListedGraph(published, site, iris)),
      end: () => document.end(),
    };
  };
}
