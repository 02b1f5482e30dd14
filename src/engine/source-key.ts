import type { MadeBand } from '../compose/recipe.ts';
import type { BandSource } from '../scene/scene.ts';
import type { Subject } from './made-types.ts';

const keys = new WeakMap<object, number>();
let next = 1;

/** A number for each band source, the same for the same object. 0: no source. */
function sourceKey(source: BandSource | undefined): number {
  return source ? numberOf(source) : 0;
}

/** The same of any band of a scene: what is equal for bands with equal pixels on one Grid. */
export function bandKey({ list, made }: Subject, scene: number, band: string): unknown {
  const found = made?.get(band);
  return found ? madeKey(found, scene) : sourceKey(list.scenes[scene]!.bands.get(band));
}

function madeKey(band: MadeBand, scene: number): unknown {
  if (band.kind === 'value') return ['value', band.values[scene] ?? null];
  if (band.kind === 'inside') return ['inside', numberOf(band.place)];
  const source = band.sources[scene];
  return source ? ['image', numberOf(source.image), source.band] : null;
}

function numberOf(object: object): number {
  let key = keys.get(object);
  if (key === undefined) keys.set(object, (key = next++));
  return key;
}
