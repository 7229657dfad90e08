/** The code lists of the national schema: the door to `code-lists/`. Every list names its source. */
export { labelOf, type CodeEntry, type CodeList } from './code-lists/code-list.js';
export {
  CLASS_LEVELS,
  DATA_TYPES,
  FORMAT_CLASSES,
  RESOURCE_CLASSES,
  type ClassLevel,
  type DataTypeCode,
  type FormatClass,
} from './code-lists/resource.js';
export {
  OPEN_FLAGS,
  OPEN_TYPES,
  SHARE_TYPES,
  SHARE_WAY_CLASSES,
  SHARE_WAY_TYPES,
  type OpenType,
  type ShareType,
} from './code-lists/access.js';
export {
  cycleDays,
  isUpdateCycle,
  UPDATE_CYCLES,
  type UpdateCycle,
  type UpdateCycleEntry,
} from './code-lists/update-cycle.js';
export { NATIONAL_THEMES, THEMES, themeName } from './code-lists/themes.js';
export { INDUSTRIES } from './code-lists/industries.js';
