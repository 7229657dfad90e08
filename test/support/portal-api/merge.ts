import { isJsonObject, type JsonObject } from '../../../src/domain/json-values.js';

/** A profile with what a source says besides: member by member, the source wins; lists are taken whole. */
export function mergeUnder(profile: JsonObject, source: JsonObject): JsonObject {
  const merged: Record<string, unknown> = { ...profile };
  for (const [key, value] of Object.entries(source)) {
    const below = merged[key];
    merged[key] = isJsonObject(below) && isJsonObject(value) ? mergeUnder(below, value) : value;
  }
  return merged;
}
