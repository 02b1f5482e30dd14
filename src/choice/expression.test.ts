import { describe, expect, it } from 'vitest';
import { ee } from '../ee/ee.ts';
import { allOf, type Choice } from './choice.ts';
import { collectionOf } from './expression.ts';

const sentinel2 = 'COPERNICUS/S2_SR_HARMONIZED';
const { Filter, Geometry } = ee;
const nodeOf = (choice: Parameters<typeof collectionOf>[0]) => collectionOf(choice).node;

describe('the expression of a choice', () => {
  it('is the collection alone where nothing narrows it', () => {
    const choice = { ...allOf(sentinel2, 'https://api.example'), limit: 10 };
    expect(nodeOf(choice)).toEqual(ee.ImageCollection(sentinel2).node);
  });

  it('filters by place, days, months, conditions and what was left out', () => {
    const choice: Choice = {
      ...allOf('https://host.example/items.json'),
      place: { type: 'Point', coordinates: [5, 52] },
      dates: { from: '2019-01-01', to: '2025-01-01' },
      months: { first: 6, last: 8 },
      where: [
        { name: 'gsd', op: 'lt', value: 20 },
        { name: 'constellation', op: 'in', value: ['a', 'b'] },
      ],
      without: ['x', 'y'],
    };
    expect(nodeOf(choice)).toEqual(
      ee
        .ImageCollection(choice.collection)
        .filterBounds(Geometry.Point(5, 52))
        .filterDate('2019-01-01', '2025-01-01')
        .filter(Filter.calendarRange(6, 8, 'month'))
        .filter(Filter.lt('gsd', 20))
        .filter(Filter.inList('constellation', ['a', 'b']))
        .filter(Filter.inList('system:index', ['x', 'y']).not()).node,
    );
  });

  it.each([
    [sentinel2, ['CLOUDY_PIXEL_PERCENTAGE', 'SENSING_ORBIT_NUMBER', 'SPACECRAFT_NAME']],
    ['LANDSAT/LC09/C02/T1_L2', ['CLOUD_COVER', 'WRS_PATH', 'SPACECRAFT_ID']],
    ['https://host.example/c', ['eo:cloud_cover', 'sat:relative_orbit', 'platform']],
  ] as const)('names cloud, orbit and sensor as %s does', (collection, [cloud, orbit, sensor]) => {
    expect(nodeOf({ ...allOf(collection), cloud: 20, orbit: '33', sensor: 'A' })).toEqual(
      ee
        .ImageCollection(collection)
        .filter(Filter.lte(cloud, 20))
        .filter(Filter.eq(orbit, 33))
        .filter(Filter.eq(sensor, 'A')).node,
    );
  });

  it('writes directions as the collection does, and refuses them where it has none', () => {
    const of = (collection: string) => nodeOf({ ...allOf(collection), orbit: 'descending' });
    expect(of(sentinel2)).toEqual(
      ee.ImageCollection(sentinel2).filter(Filter.eq('SENSING_ORBIT_DIRECTION', 'DESCENDING')).node,
    );
    expect(of('local/1')).toEqual(
      ee.ImageCollection('local/1').filter(Filter.eq('sat:orbit_state', 'descending')).node,
    );
    expect(() => of('LANDSAT/LC08/C02/T1_L2')).toThrow(expect.objectContaining({ tag: 'bad-input' }));
  });

  it('takes polygons, several too', () => {
    const rings = [[[0, 0], [1, 0], [1, 1], [0, 0]]]; // prettier-ignore
    const polygon = { type: 'Polygon' as const, coordinates: rings };
    const several = { type: 'MultiPolygon' as const, coordinates: [rings, rings] };
    expect(nodeOf({ ...allOf('c'), place: polygon })).toEqual(
      ee.ImageCollection('c').filterBounds(Geometry.Polygon(rings)).node,
    );
    expect(nodeOf({ ...allOf('c'), place: several })).toEqual(
      ee.ImageCollection('c').filterBounds(Geometry.MultiPolygon([rings, rings])).node,
    );
  });
});
