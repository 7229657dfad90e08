import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, extname, isAbsolute, join, relative } from 'node:path';
import type { ConfigProblem } from '../domain/problem.js';
import { checkAccent } from './check-accent.js';
import { isMapFault, readMap } from './check-map.js';
import { checkTemplate } from './check-template.js';
import type { PortalFiles, PortalLogo } from './hub-config.js';
import { isRecord, member } from './pointer.js';
import type { YamlFile } from './yaml-file.js';

const MAX_LOGO_BYTES = 262_144;
const MAX_TEMPLATE_BYTES = 65_536;
const MAX_MAP_BYTES = 1_048_576;
const SVG_START = /^\s*(?:<\?xml[^>]*>|<!--[^]*?-->|<!doctype[^>]*>|\s)*<svg\b/i;

/** By ending: the type, and whether the bytes are of it. */
const LOGO_TYPES: Readonly<Record<string, readonly [type: string, isSo: (bytes: Buffer) => boolean]>> = {
  '.png': ['image/png', (bytes) => bytes.subarray(1, 4).toString('latin1') === 'PNG'],
  '.webp': ['image/webp', (bytes) => bytes.subarray(8, 12).toString('latin1') === 'WEBP'],
  '.svg': ['image/svg+xml', (bytes) => SVG_START.test(bytes.toString('utf8').replace(/^\ufeff/, ''))],
};

export interface ReadPortal {
  readonly files: PortalFiles;
  readonly problems: readonly ConfigProblem[];
}

/** The files that `portal` of hub.yaml names, and all that is wrong with it beyond its schema. */
export async function readPortal(yaml: YamlFile): Promise<ReadPortal> {
  const reading = new PortalReading(yaml);
  const portal = member(yaml.value, 'portal');
  const logo = await reading.logo(member(portal, 'logo'));
  const header = await reading.template('/portal/header', member(portal, 'header'));
  const footer = await reading.template('/portal/footer', member(portal, 'footer'));
  const map = await reading.map(member(portal, 'map'));
  return {
    files: {
      ...(logo && { logo }),
      ...(header && { header }),
      ...(footer && { footer }),
      ...(map && { map }),
    },
    problems: [...checkAccent(yaml), ...reading.problems],
  };
}

/** One reading, with the problems that it meets. */
class PortalReading {
  readonly problems: ConfigProblem[] = [];
  private readonly yaml: YamlFile;

  constructor(yaml: YamlFile) {
    this.yaml = yaml;
  }

  async logo(path: unknown): Promise<PortalLogo | undefined> {
    if (typeof path !== 'string') return undefined;
    const pointer = '/portal/logo';
    const kind = LOGO_TYPES[extname(path).toLowerCase()];
    if (kind === undefined) {
      this.tell(pointer, `"${path}" is no picture`, 'a .png, .webp or .svg file');
      return;
    }
    const bytes = await this.read(pointer, path, MAX_LOGO_BYTES);
    if (bytes === undefined) return undefined;
    const [type, isSo] = kind;
    if (!isSo(bytes)) {
      this.tell(pointer, `"${path}" is not what its ending says`, type);
      return;
    }
    return { type, base64: bytes.toString('base64') };
  }

  async template(pointer: string, value: unknown): Promise<PortalFiles['header']> {
    if (!isRecord(value)) {
      const both = await this.html(pointer, value);
      return both === undefined ? undefined : { zh: both, en: both };
    }
    const zh = await this.html(`${pointer}/zh`, value['zh']);
    const en = value['en'] === undefined ? zh : await this.html(`${pointer}/en`, value['en']);
    return zh === undefined || en === undefined ? undefined : { zh, en };
  }

  async map(path: unknown): Promise<PortalFiles['map']> {
    if (typeof path !== 'string') return undefined;
    const pointer = '/portal/map';
    const bytes = await this.read(pointer, path, MAX_MAP_BYTES);
    if (bytes === undefined) return undefined;
    const map = readMap(bytes.toString('utf8').replace(/^\ufeff/, ''));
    if (!isMapFault(map)) return map;
    this.tell(pointer, `${path} ${map.message}`, map.allowed);
    return undefined;
  }

  private async html(pointer: string, path: unknown): Promise<string | undefined> {
    if (typeof path !== 'string') return undefined;
    const bytes = await this.read(pointer, path, MAX_TEMPLATE_BYTES);
    if (bytes === undefined) return undefined;
    const text = bytes.toString('utf8').replace(/^\ufeff/, '');
    if (text.includes('\ufffd')) {
      this.tell(pointer, `${path} is not UTF-8`, 'save the file as UTF-8');
      return;
    }
    const { html, faults } = checkTemplate(text);
    for (const { message, allowed } of faults) this.tell(pointer, `${path}: ${message}`, allowed);
    return html;
  }

  /** A file within the folder of hub.yaml, links followed. */
  private async read(pointer: string, path: string, maxBytes: number): Promise<Buffer | undefined> {
    const dir = dirname(this.yaml.file);
    const inside = 'a path that starts at the folder of hub.yaml and stays in it';
    if (isOutside(path)) {
      this.tell(pointer, `"${path}" leads out of the folder`, inside);
      return;
    }
    const file = join(dir, path);
    try {
      if (isOutside(relative(await realpath(dir), await realpath(file)))) {
        this.tell(pointer, `"${path}" leads out of the folder`, inside);
        return;
      }
      const { size } = await stat(file);
      if (size <= maxBytes) return await readFile(file);
      this.tell(pointer, `${path} has ${size} bytes`, `at most ${maxBytes}`);
      return;
    } catch (error) {
      const code = member(error, 'code');
      if (typeof code !== 'string') throw error;
      this.tell(pointer, `${path} cannot be read (${code})`, inside);
      return;
    }
  }

  private tell(pointer: string, message: string, allowed: string): undefined {
    this.problems.push(this.yaml.problem(pointer, message, { allowed }));
    return undefined;
  }
}

function isOutside(path: string): boolean {
  return isAbsolute(path) || path.split(/[/\\]/).includes('..');
}
