import { type Hex, mix, readableOn } from '../../domain/colour.js';
import type { Language } from '../../domain/dataset.js';
import { GROUNDS } from '../../domain/page-colours.js';
import type { ProvinceMap } from '../../domain/province-map.js';

/** What a province changes of the pages: accent, logo, header and footer, and who may embed them; plain data. */
export interface Theme {
  /** Colours in hex. */
  readonly accent?: { readonly light: Hex; readonly dark: Hex };
  /** Address of a picture that stands before the title. */
  readonly logo?: string;
  /** Markup that stands above and below the pages; from the operator's own files. */
  readonly header?: Readonly<Record<Language, string>>;
  readonly footer?: Readonly<Record<Language, string>>;
  /** Cities on a map, for the statistics. Absent: there is none. */
  readonly map?: ProvinceMap;
  /** Who may show the embedded pages in a frame. Absent: everybody. */
  readonly ancestors?: readonly string[];
}

export const PLAIN_THEME: Theme = {};

/** Of the accent in the light tint, as in the tokens. */
const TINT = { light: 0.09, dark: 0.14 } as const;

export function themeStyles({ accent }: Theme): string {
  return accent === undefined ? '' : accentStyles(accent);
}

/** One colour for light and dark pages, made darker or lighter until it can be read there. */
export function stylesOfColour(colour: Hex): string {
  const { light, dark } = GROUNDS;
  return accentStyles({
    light: readableOn([light.paper, light.tint, light.onAccent], colour, '#000000'),
    dark: readableOn([dark.paper, dark.tint, dark.onAccent], colour, '#ffffff'),
  });
}

function accentStyles({ light, dark }: { readonly light: Hex; readonly dark: Hex }): string {
  return (
    `:root{--accent:${light};--accent-tint:${mix(light, GROUNDS.light.paper, TINT.light)}}` +
    `@media screen and (prefers-color-scheme:dark){:root{--accent:${dark};--accent-tint:${mix(dark, GROUNDS.dark.paper, TINT.dark)}}}`
  );
}

/** `{title}` and the like in a header or footer stand for texts; what they stand for is escaped. */
export function fillTemplate(markup: string, values: Readonly<Record<string, string>>): string {
  return markup.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? whole : escapeText(value);
  });
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
