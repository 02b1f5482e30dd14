import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { MultiLineString, MultiPolygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { type Atlas, worldFeatures } from './world.ts';

const resolve = createRequire(import.meta.url).resolve;

describe.each(['110m', '50m'])('the world at 1:%s', (scale) => {
  const atlas = JSON.parse(readFileSync(resolve(`world-atlas/countries-${scale}.json`), 'utf8')) as Atlas;
  const [land, coast, border] = worldFeatures(atlas).features.map(({ geometry }) => geometry);

  it.each([
    ['Chukotka, east of the antimeridian', -175, 66.8],
    ['Chukotka, west of it', 178, 68],
    ['Siberia', 100, 65],
    ['Colorado', -103.19, 40.14],
    ['Antarctica at its seam', -180, -86],
    ['Antarctica near the pole', 60, -89.5],
    ['the pole', 0, -89.99],
    ['Vanua Levu', 179.2, -16.6],
  ])('has land at %s', (_name, lng, lat) => expect(isLand(land as MultiPolygon, lng, lat)).toBe(true));

  it.each([
    ['the Atlantic, at the latitude of Fiji', -20, -16.6],
    ['the Pacific, at the latitude of Fiji', -120, -16.3],
    ['the Greenland Sea, at the latitude of Wrangel', -5, 71.2],
    ['the Caspian Sea, a hole', 51, 41.5],
    ['the Southern Ocean', 0, -62],
    ['the North Pole', 0, 89],
  ])('has water at %s', (_name, lng, lat) => expect(isLand(land as MultiPolygon, lng, lat)).toBe(false));

  it('has no line that runs along the antimeridian, around the pole or across the world', () => {
    const lines = [coast, border].flatMap((geometry) => (geometry as MultiLineString).coordinates);
    const wrong = lines.flatMap((line) => line.slice(1).filter((point, at) => isArtefact(line[at]!, point)));
    expect(wrong).toEqual([]);
  });
});

function isArtefact([lngA, latA]: Position, [lngB, latB]: Position): boolean {
  const onAntimeridian = (lng: number) => Math.abs(Math.abs(lng) - 180) < 0.01;
  const across = Math.abs(lngB! - lngA!) > 20;
  return across || (onAntimeridian(lngA!) && onAntimeridian(lngB!)) || (latA! < -89 && latB! < -89);
}

/** Even-odd over the three copies of the world that MapLibre wraps into one. */
function isLand({ coordinates }: MultiPolygon, lng: number, lat: number): boolean {
  const copies = [lng - 360, lng, lng + 360];
  return coordinates.some((rings) =>
    copies.some((x) => rings.reduce((inside, ring) => inside !== isInRing(ring, x, lat), false)),
  );
}

function isInRing(ring: readonly Position[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [ring[i] as [number, number], ring[j] as [number, number]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
