import type { Position } from '../../errors.ts';
import { placeIn } from '../positions.ts';

/** Where in the script the call under way was made; null: unknown. */
export function here(): Position | null {
  const { stack } = new Error('here');
  return typeof stack === 'string' ? placeIn(stack) : null;
}
