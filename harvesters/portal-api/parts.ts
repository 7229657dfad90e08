import { isJsonObject } from '../../src/domain/json-values.js';
import { compileExpression } from './expression.js';
import { pointerTo, type ReportFault } from './faults.js';
import type { HtmlPlace } from './html.js';
import { compileSelector, type Place } from './value.js';

/** The places that a list's elements are at; undefined where there is no list. */
export type Parts = (place: Place) => readonly Place[] | undefined;

/** `items` is an expression that gives a list, `select` a CSS selector of elements. */
export function compileParts(spec: unknown, pointer: string, report: ReportFault): Parts {
  const { items, select } = isJsonObject(spec) ? spec : {};
  if (typeof items === 'string' && typeof select === 'string') {
    report(pointer, 'either items (JSON) or select (HTML) says where the elements are');
  }
  if (typeof items === 'string') {
    const expression = compileExpression(items, pointerTo(pointer, 'items'), report);
    return ({ json }) => {
      const found = expression(json);
      return Array.isArray(found) ? found.map((element: unknown) => ({ json: element })) : undefined;
    };
  }
  if (typeof select !== 'string') {
    report(pointer, 'items (JSON) or select (HTML) must say where the elements are');
    return () => undefined;
  }
  const selector = compileSelector(select, pointerTo(pointer, 'select'), report);
  if (selector === undefined) return () => undefined;
  return ({ html }) => html?.find(selector).map((element: HtmlPlace) => ({ json: {}, html: element }));
}
