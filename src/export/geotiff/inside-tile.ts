import type { MultiPolygon, Polygon } from 'geojson';
import { insideOf } from '../../engine/inside.ts';
import { gridLngLatBounds } from '../../grid/grid-bounds.ts';
import type { Grid, LngLatBounds } from '../../grid/grid.ts';
import { widthOf } from '../../grid/longitude.ts';

/**
 * 1 at pixels whose centre lies in an outline, else 0; 'all' or 'none' where that is so of all of them, which is told
 * without a look at each where no edge comes near.
 */
export async function insideTile(
  grid: Grid,
  outline: Polygon | MultiPolygon,
): Promise<Uint8Array | 'all' | 'none'> {
  const bounds = gridLngLatBounds(grid);
  if (bounds && !comesNear(outline, bounds)) {
    const corner = await insideOf({ ...grid, width: 1, height: 1 }, outline);
    return corner[0] === 1 ? 'all' : 'none';
  }
  const inside = await insideOf(grid, outline);
  if (!inside.includes(1)) return 'none';
  return inside.includes(0) ? inside : 'all';
}

/** Whether the box around any edge of the outline meets the bounds, in whichever turn around the globe. */
function comesNear(outline: Polygon | MultiPolygon, bounds: LngLatBounds): boolean {
  const rings = outline.type === 'Polygon' ? outline.coordinates : outline.coordinates.flat();
  const middle = bounds.west + widthOf(bounds) / 2;
  const reach = widthOf(bounds) / 2;
  return rings.some((ring) =>
    ring.some(([lng = NaN, lat = NaN], k) => {
      const [next = NaN, nextLat = NaN] = ring[(k + 1) % ring.length]!;
      const [south, north] = [Math.min(lat, nextLat), Math.max(lat, nextLat)];
      if (south > bounds.north || north < bounds.south) return false;
      const half = Math.abs(next - lng - 360 * Math.round((next - lng) / 360)) / 2;
      const centre = lng + (next - lng - 360 * Math.round((next - lng) / 360)) / 2;
      const apart = Math.abs(centre - middle - 360 * Math.round((centre - middle) / 360));
      return apart <= half + reach;
    }),
  );
}
