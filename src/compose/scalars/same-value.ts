import type { Value } from '../values.ts';

/** Whether two values are equal: lists item by item; images and the like if they are one. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (!Array.isArray(a) || !Array.isArray(b)) return false;
  return a.length === b.length && a.every((item, i) => sameValue(item as Value, b[i] as Value));
}
