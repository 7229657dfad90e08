/** What a province changes of the pages: accent, logo, header and footer, and nothing else. */
export interface Theme {
  /** Colours in hex. */
  readonly accent?: { readonly light: string; readonly dark: string };
  /** Address of a picture that stands before the title. */
  readonly logo?: string;
  /** Markup that stands above and below the pages; from the operator's own files. */
  readonly header?: string;
  readonly footer?: string;
}

export const PLAIN_THEME: Theme = {};

export function themeStyles({ accent }: Theme): string {
  if (accent === undefined) return '';
  const { light, dark } = accent;
  return `:root{--accent:${light}}@media (prefers-color-scheme:dark){:root{--accent:${dark}}}`;
}
