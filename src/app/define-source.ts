import type { Configuration } from '../config/hub-config.js';
import { defineSources } from '../config/load-config.js';
import type { CheckRequest } from '../config/load-request.js';
import type { Source } from '../domain/source.js';

/** Checks and completes sources that no file states, as files are: `ConfigError` with all that is wrong. */
export function defineStated(
  stated: readonly { readonly id: string }[],
  { configuration, checks }: { readonly configuration: Configuration; readonly checks: CheckRequest },
  hub = configuration.hub,
): readonly Source[] {
  return defineSources(stated, hub, {
    ...checks,
    crosswalks: Object.keys(configuration.crosswalks),
    profiles: configuration.profiles,
  });
}
