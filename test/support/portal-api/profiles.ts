import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { JsonObject } from '../../../src/domain/json-values.js';
import type { RecordedRoute } from './fixture-portal.js';
import { mergeUnder } from './merge.js';

const ROOT = join(import.meta.dirname, '../../..');
const PROFILES = join(ROOT, 'config/profiles');
const FIXTURES = join(ROOT, 'test/fixtures/portals/portal-api');

/** A ready profile, with the recorded portal that proves it. */
export interface ProfileCase {
  readonly name: string;
  readonly lines: number;
  /** As a source of the profile has them after the merge. */
  readonly options: JsonObject;
  readonly crosswalks: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly portal: RecordedCase;
}

/** `portal.yaml` of a fixture folder; ORIGIN.md there says what each is. */
export interface RecordedCase {
  readonly path?: string;
  readonly options?: JsonObject;
  readonly labels?: Readonly<Record<string, string>>;
  readonly remoteIds: readonly string[];
  readonly routes: readonly RecordedRoute[];
  readonly empty: Readonly<Record<string, string>>;
  readonly malformed: {
    readonly in: string;
    readonly text: string;
    readonly with: string;
    readonly remoteId: string;
  };
  /** By remote id, some of what the hub makes of the record. */
  readonly expect: Readonly<Record<string, JsonObject>>;
  /** Texts of the recorded answers that must not be stored. */
  readonly withheld: readonly string[];
}

/** Every profile of the kind in `config/profiles`. */
export function profileCases(): readonly ProfileCase[] {
  return readdirSync(PROFILES)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(PROFILES, file), 'utf8');
      const profile = parse(text) as JsonObject & Pick<ProfileCase, 'crosswalks' | 'labels' | 'options'>;
      if (profile['kind'] !== 'portal-api') return [];
      const name = file.replace(/\.yaml$/u, '');
      const folder = join(FIXTURES, name);
      const portal = parse(readFileSync(join(folder, 'portal.yaml'), 'utf8')) as RecordedCase;
      const { crosswalks = {}, labels = {} } = profile as Partial<typeof profile>;
      return [
        {
          name,
          lines: text.trimEnd().split('\n').length,
          options: mergeUnder(profile.options, portal.options ?? {}),
          crosswalks,
          labels: { ...labels, ...portal.labels },
          folder,
          portal,
        },
      ];
    });
}
