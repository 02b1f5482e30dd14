import type { LngLatBounds } from '../grid/grid.ts';
import { areaOfPart, partWithin } from './tile-part.ts';
import { distinctTiles, type View } from './view.ts';

/** WGS84: semi-major axis in kilometres, first eccentricity squared. */
const radius = 6378.137;
const eccentricity = 0.0066943799901413165;

/** What of the view's tiles lies within bounds, by pixels whose shares are counted: on the ellipsoid at the view's middle. */
export function squareKilometresIn(view: View, bounds: LngLatBounds): number {
  const area = distinctTiles(view).reduce(
    (sum, id) => sum + areaOfPart(partWithin(id, view.tileSize, bounds)),
    0,
  );
  const sine = Math.sin((view.center.lat * Math.PI) / 180);
  // Web Mercator takes latitudes of the ellipsoid for those of a sphere.
  const flattened = (1 - eccentricity) / (1 - eccentricity * sine ** 2) ** 2;
  return area * (2 * Math.PI * radius) ** 2 * flattened;
}
