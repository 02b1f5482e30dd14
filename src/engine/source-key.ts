import type { BandSource } from '../scene/scene.ts';

const keys = new WeakMap<BandSource, number>();
let next = 1;

/** A number for each band source, the same for the same object. 0: no source. */
export function sourceKey(source: BandSource | undefined): number {
  if (!source) return 0;
  let key = keys.get(source);
  if (key === undefined) keys.set(source, (key = next++));
  return key;
}
