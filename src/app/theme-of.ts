import type { PortalSettings } from '../config/hub-config.js';
import { LOGO_PATH } from '../http/pages/theme-files.js';
import type { Theme } from '../http/pages/theme.js';

/** The configured looks as the pages read them. */
export function themeOf({ accent, logo, header, footer, map, embedding }: PortalSettings): Theme {
  return {
    ...(accent && { accent }),
    ...(logo && { logo: LOGO_PATH }),
    ...(header && { header }),
    ...(footer && { footer }),
    ...(map && { map }),
    ancestors: embedding.ancestors,
  };
}
