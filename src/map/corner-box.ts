import type { Place } from '../choice/choice.ts';
import { boxPlace, roundBounds } from '../choice/place.ts';
import type { LngLat } from '../grid/grid.ts';
import { arc } from '../grid/longitude.ts';

/** CSS pixels: what is smaller was a click. */
export const smallestBox = 4;

/** A box from one corner on. Longitudes are followed step by step, so that it may cross the antimeridian. */
export class CornerBox {
  readonly #from: LngLat;
  #last: number;
  #east = 0;

  constructor(from: LngLat) {
    this.#from = from;
    this.#last = from.lng;
  }

  /** @param wrapped longitudes are written anew beyond ±180°, and steps are less than half around the world */
  to({ lng, lat }: LngLat, wrapped: boolean): Place {
    const step = lng - this.#last;
    this.#east += wrapped ? step - 360 * Math.round(step / 360) : step;
    this.#last = lng;
    const from = this.#from;
    const [south, north] = [Math.min(from.lat, lat), Math.max(from.lat, lat)];
    const across = arc(Math.min(from.lng, from.lng + this.#east), Math.abs(this.#east));
    return boxPlace(roundBounds({ ...across, south: Math.max(south, -90), north: Math.min(north, 90) }));
  }
}
