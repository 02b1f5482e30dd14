import { type Bands, cloudProbability, named } from '../bands.ts';
import { gateOf } from './gate.ts';

/** The band by which a scene has a pixel or not: one that is small, or shown anyway. */
export function witnessOf(bands: Bands): string | undefined {
  const [first] = bands.values();
  return gateOf(bands)?.band ?? cloudProbability(bands)?.name ?? named(bands, 'red')?.name ?? first?.name;
}
