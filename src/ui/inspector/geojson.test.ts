import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { exampleBox, examplePlace, makeInspection } from '../testing/fake-inspect.ts';
import { geojsonOf } from './geojson.ts';
import { seriesColumns } from './series.ts';

/** Twice the area that a ring encloses; positive: counterclockwise. */
function turn(ring: readonly Position[]): number {
  return ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i]![0]! * y! - x! * ring[i]![1]!), 0);
}

const pins = [
  { name: 'Pin 1', inspection: makeInspection(7, { place: examplePlace }) },
  { name: 'Pin 2', inspection: makeInspection(3, { place: exampleBox }) },
];

describe('GeoJSON', () => {
  it('has a feature per pin and scene, with the columns of the CSV and numbers as numbers', () => {
    const { type, features } = JSON.parse(JSON.stringify(geojsonOf(pins, 'raw'))) as ReturnType<
      typeof geojsonOf
    >;
    expect(type).toBe('FeatureCollection');
    expect(features).toHaveLength(10);
    const titles = seriesColumns(pins, 'raw').map(({ title }) => title);
    for (const feature of features) {
      expect(feature.type).toBe('Feature');
      expect(Object.keys(feature.properties!)).toEqual(titles);
    }
    expect(features[0]!.geometry).toEqual({ type: 'Point', coordinates: [-103.19, 40.14] });
    expect(features[0]!.properties).toMatchObject({ pin: 'Pin 1', 'B4 (stored)': 900, state: 'read' });
    expect(features[3]!.properties).toMatchObject({ state: 'not-read', 'B4 (stored)': null });
  });

  it('scales values where that is asked for', () => {
    const { features } = geojsonOf(pins, 'scaled');
    expect(features[0]!.properties!['B4 (stored · 0.0001 + -0.1)']).toBeCloseTo(-0.01, 12);
  });

  it('closes rings and lets them turn counterclockwise', () => {
    const { geometry } = geojsonOf(pins, 'raw').features[9]!;
    if (geometry.type !== 'Polygon') throw new Error(geometry.type);
    const [ring] = geometry.coordinates;
    expect(ring![0]).toEqual(ring!.at(-1));
    expect(turn(ring!)).toBeGreaterThan(0);
  });

  it('cuts a box at the antimeridian, and keeps longitudes within 180 degrees', () => {
    const bounds = { west: 179, south: -18, east: -178, north: -16 };
    const across = makeInspection(1, { place: { kind: 'box', bounds } });
    const beyond = makeInspection(1, { place: { kind: 'point', at: { lng: 181.5, lat: 1 } } });
    const [box, point] = geojsonOf(
      [
        { name: 'Pin 1', inspection: across },
        { name: 'Pin 2', inspection: beyond },
      ],
      'raw',
    ).features;
    if (box!.geometry.type !== 'MultiPolygon') throw new Error(box!.geometry.type);
    const [eastern, western] = box!.geometry.coordinates;
    expect(eastern![0]!.map(([lng]) => lng)).toEqual([179, 180, 180, 179, 179]);
    expect(western![0]!.map(([lng]) => lng)).toEqual([-180, -178, -178, -180, -180]);
    for (const [ring] of box!.geometry.coordinates) expect(turn(ring!)).toBeGreaterThan(0);
    expect(point!.geometry).toEqual({ type: 'Point', coordinates: [-178.5, 1] });
  });
});
