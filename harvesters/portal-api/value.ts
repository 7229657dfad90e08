import { isJsonObject } from '../../src/domain/json-values.js';
import { compileExpression } from './expression.js';
import { pointerTo, type ReportFault } from './faults.js';
import { type HtmlPlace, selectorFault } from './html.js';
import { compilePattern, type Pattern } from './pattern.js';

/** What values are taken from: JSON, and the page or the part of one that came. */
export interface Place {
  readonly json: unknown;
  readonly html?: HtmlPlace | undefined;
}

/** A declared value. Undefined where there is none; `ReadingError` where its expression does not fit. */
export type Value = (place: Place) => unknown;

/** `spec` is a JMESPath expression, or `{ select, attribute, match, all }` for what stands on a page. */
export function compileValue(spec: unknown, pointer: string, report: ReportFault): Value {
  if (typeof spec === 'string') {
    const expression = compileExpression(spec, pointer, report);
    return ({ json }) => expression(json);
  }
  return isJsonObject(spec) ? compileSelection(spec, pointer, report) : () => undefined;
}

/** Texts of the places that a page has for a value; more are not a value but the page. */
const MAX_SELECTED = 1000;

function compileSelection(
  spec: Readonly<Record<string, unknown>>,
  pointer: string,
  report: ReportFault,
): Value {
  const { select, attribute, match, all } = spec;
  const selector = compileSelector(select, pointerTo(pointer, 'select'), report);
  const name = typeof attribute === 'string' ? attribute : undefined;
  const pattern: Pattern | undefined =
    typeof match === 'string' ? compilePattern(match, pointerTo(pointer, 'match'), report) : undefined;
  function textOf(place: HtmlPlace): string | undefined {
    const text = name === undefined ? place.text : place.attribute(name)?.trim();
    if (text === undefined || text === '') return undefined;
    return pattern === undefined ? text : pattern(text);
  }
  return ({ html }) => {
    if (html === undefined) return undefined;
    const places = selector === undefined ? [html] : html.find(selector);
    const texts = places.slice(0, MAX_SELECTED).flatMap((place) => textOf(place) ?? []);
    if (all !== true) return texts[0];
    return texts.length === 0 ? undefined : texts;
  };
}

/** A CSS selector that can be used; one that cannot is reported. */
export function compileSelector(value: unknown, pointer: string, report: ReportFault): string | undefined {
  if (typeof value !== 'string') return undefined;
  const fault = selectorFault(value);
  if (fault === undefined) return value;
  report(pointer, `"${value}" is no CSS selector: ${fault}`);
  return undefined;
}

export type NamedValue = readonly [name: string, value: Value];

/** Values by name; null takes one away that a profile has. */
export function compileValues(specs: unknown, pointer: string, report: ReportFault): readonly NamedValue[] {
  if (!isJsonObject(specs)) return [];
  return Object.entries(specs)
    .filter(([, spec]) => spec !== null)
    .map(([name, spec]) => [name, compileValue(spec, pointerTo(pointer, name), report)]);
}
