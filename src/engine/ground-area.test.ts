import { expect, it } from 'vitest';
import { squareKilometresIn } from './ground-area.ts';

/** Between two meridians and parallels of the WGS84 ellipsoid, by the formula for its zones. */
function boxArea(width: number, south: number, north: number): number {
  const [b, e] = [6356.752314245, 0.0818191908426];
  const zone = (lat: number): number => {
    const s = Math.sin((lat * Math.PI) / 180);
    return s / (1 - (e * s) ** 2) + Math.log((1 + e * s) / (1 - e * s)) / (2 * e);
  };
  return ((b ** 2 * width * Math.PI) / 360) * (zone(north) - zone(south));
}

it('is the area of a box on the ellipsoid', () => {
  const bounds = { west: -103.3, south: 40.1, east: -103.1, north: 40.2 };
  const tiles = [206, 207, 208, 209, 210].flatMap((x) =>
    [380, 381, 382, 383, 384, 385, 386, 387].map((y) => ({ z: 10, x: x + 10, y, wrap: 0 })),
  );
  expect(boxArea(360, -90, 90)).toBeCloseTo(510_065_621.7, 0);
  const area = squareKilometresIn({ tiles, tileSize: 512, center: { lng: -103.2, lat: 40.15 } }, bounds);
  expect(area / boxArea(0.2, 40.1, 40.2)).toBeCloseTo(1, 2);
});
