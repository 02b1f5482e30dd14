import { describe, expect, test } from 'vitest';
import { ee, type Image } from '../../ee/ee.ts';
import { resolveCollection } from '../resolve.ts';
import { isSceneValue, type SceneValue } from '../scene-value.ts';
import { valueOf } from '../scalars/testing/values-of.ts';
import { listsFor, makeScene } from '../testing/scene-lists.ts';
import type { CollectionValue } from '../collections.ts';
import type { ImageValue } from '../images.ts';
import { sceneOf } from '../scalars/properties.ts';

const july = makeScene({
  id: 'july',
  date: '2020-07-01T18:00:00Z',
  properties: { CLOUDY_PIXEL_PERCENTAGE: 10, MGRS_TILE: '13TFE' },
  footprint: {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
    ],
  },
});
const august = makeScene({
  id: 'august',
  date: '2020-08-15Z',
  properties: { CLOUDY_PIXEL_PERCENTAGE: 30, MGRS_TILE: '13TFE' },
});
const bare = makeScene({ id: 'bare', date: '2020-09-01Z' });
const scenes = [july, august, bare];
const col = ee.ImageCollection('S2');
const of = (value: Parameters<typeof valueOf>[0]) => valueOf(value, scenes);
const first = ee.Image(col.first());

/** What `set` put on the scenes, one after the other. */
function setOn(compute: (image: Image) => unknown): unknown[] {
  const mapped = col.map((image) => ee.Image(image).set('x', compute(image)));
  const { properties } = of(mapped) as CollectionValue;
  const value = properties?.get('x');
  return scenes.map((scene) => (isSceneValue(value) ? value.of(scene) : value));
}

describe('a single image', () => {
  test.each([
    ['get', first.get('CLOUDY_PIXEL_PERCENTAGE'), 10],
    ['get of what it lacks', first.get('x'), null],
    ['get of a name of the prototype', first.get('constructor'), null],
    ['its time', first.get('system:time_start'), Date.UTC(2020, 6, 1, 18)],
    ['its index', first.get('system:index'), 'july'],
    ['id', first.id(), 'july'],
    ['date', first.date().format('YYYY-MM-dd'), '2020-07-01'],
    ['set, then get', first.set('a', 1).get('a'), 1],
    ['set of several', first.set('a', 1, 'b', 2).get('b'), 2],
    ['set of an object', first.set({ MGRS_TILE: 'x' }).get('MGRS_TILE'), 'x'],
    ['bandNames', first.bandNames(), ['B2', 'B3', 'B4', 'MSK_CLDPRB']],
    ['bandNames without one', first.bandNames().remove('B3'), ['B2', 'B4', 'MSK_CLDPRB']],
    [
      'propertyNames',
      first.propertyNames(),
      ['CLOUDY_PIXEL_PERCENTAGE', 'MGRS_TILE', 'system:index', 'system:time_start'],
    ],
    ['toDictionary', first.toDictionary().keys(), ['CLOUDY_PIXEL_PERCENTAGE', 'MGRS_TILE']],
    ['copyProperties', ee.Image(5).copyProperties(first).get('MGRS_TILE'), '13TFE'],
    [
      'copyProperties of all but one',
      ee.Image(5).copyProperties(first, null, ['MGRS_TILE']).get('MGRS_TILE'),
      null,
    ],
    ['copyProperties leaves the time out', ee.Image(5).copyProperties(first).get('system:time_start'), null],
    [
      'copyProperties of the time',
      ee.Image(5).copyProperties(first, ['system:time_start']).get('system:time_start'),
      july.datetime,
    ],
    ['geometry', first.geometry(), july.footprint],
  ])('%s', (_, value, expected) => expect(of(value)).toEqual(expected));

  test('toList has images of single scenes, so many after so many', () => {
    const images = of(col.toList(5, 1)) as readonly ImageValue[];
    expect(images.map((image) => sceneOf(image)?.id)).toEqual(['august', 'bare']);
    expect(of(col.toList(1).size())).toBe(1);
  });

  test('metadata is a band that is named as the property, or as told', () => {
    const { bands } = of(first.metadata('system:time_start')) as ImageValue;
    expect(bands).toMatchObject([{ name: 'system:time_start', expr: { op: 'const', value: july.datetime } }]);
    expect(of(first.metadata('CLOUDY_PIXEL_PERCENTAGE', 'cloud').bandNames())).toEqual(['cloud']);
    expect(() => of(first.metadata('x'))).toThrow("Image.metadata: the image has no property 'x'");
  });

  test('a composite has no properties', () => {
    expect(of(col.mosaic().get('system:time_start'))).toBeNull();
    expect(() => of(col.mosaic().date())).toThrow('Image.date: the image has no date');
  });
});

describe('a collection', () => {
  test.each([
    ['size', col.size(), 3],
    ['aggregate_array leaves out what is missing', col.aggregate_array('CLOUDY_PIXEL_PERCENTAGE'), [10, 30]],
    ['aggregate_min', col.aggregate_min('CLOUDY_PIXEL_PERCENTAGE'), 10],
    ['aggregate_max', col.aggregate_max('system:time_start'), bare.datetime],
    ['aggregate_mean', col.aggregate_mean('CLOUDY_PIXEL_PERCENTAGE'), 20],
    ['aggregate_sum', col.aggregate_sum('CLOUDY_PIXEL_PERCENTAGE'), 40],
    ['aggregate_count', col.aggregate_count('CLOUDY_PIXEL_PERCENTAGE'), 2],
    ['aggregate_first', col.aggregate_first('system:index'), 'july'],
    ['aggregate_count_distinct', col.aggregate_count_distinct('MGRS_TILE'), 1],
    ['aggregate_histogram', col.aggregate_histogram('MGRS_TILE').get('13TFE'), 2],
    ['a property that was set', col.set('a', 1).filterDate('2020').get('a'), 1],
    ['a property that was not set', col.get('a'), null],
  ])('%s', (_, value, expected) => expect(of(value)).toEqual(expected));

  test('its filters may depend on what another one holds', () => {
    const other = ee.ImageCollection('S2').filterDate(first.date(), first.date().advance(50, 'day'));
    const { scenes: left } = resolveCollection(other.node, listsFor(other.node, scenes));
    expect(left.map(({ id }) => id)).toEqual(['july', 'august']);
  });
});

describe('inside map, a property is a value for each scene', () => {
  test('as it is, and computed', () => {
    expect(setOn((image) => image.get('CLOUDY_PIXEL_PERCENTAGE'))).toEqual([10, 30, null]);
    expect(setOn((image) => image.date().get('month'))).toEqual([7, 8, 9]);
    expect(setOn((image) => ee.Number.parse(image.date().format('YYYYMMdd')))).toEqual([
      20200701, 20200815, 20200901,
    ]);
    expect(setOn((image) => image.date().difference('2020-07-01', 'day').abs())).toEqual([0.75, 45, 62]);
    expect(setOn((image) => ee.List([image.id(), 1]).get(0))).toEqual(['july', 'august', 'bare']);
    expect(setOn((image) => [image.id(), 1])).toEqual([
      ['july', 1],
      ['august', 1],
      ['bare', 1],
    ]);
    expect(setOn((image) => image.toDictionary(['MGRS_TILE']).get('MGRS_TILE', 'none'))).toEqual([
      '13TFE',
      '13TFE',
      null,
    ]);
    expect(setOn((image) => image.propertyNames().size())).toEqual([4, 4, 2]);
    expect(setOn((image) => ee.Algorithms.If(ee.String(image.id()).equals('july'), 'a', 'b'))).toEqual([
      'a',
      'b',
      'b',
    ]);
  });

  test('what was set goes before, also in the next map, and filters see it', () => {
    const tagged = col.map((image) => image.set('doy', image.date().getRelative('day', 'year')));
    const again = tagged.map((image) => image.set('next', ee.Number(image.get('doy')).add(1)));
    const { properties } = of(again) as CollectionValue;
    expect(scenes.map((scene) => (properties!.get('next') as SceneValue).of(scene))).toEqual([183, 228, 245]);
    const late = tagged.filter(ee.Filter.gt('doy', 200));
    expect((of(late) as CollectionValue).list.scenes.map(({ id }) => id)).toEqual(['august', 'bare']);
    expect(of(tagged.aggregate_array('doy'))).toEqual([182, 227, 244]);
  });

  test('values that are computed alike have equal keys, others have not', () => {
    const keys = [
      (image: Image) => image.date().millis(),
      (image: Image) => image.date().millis(),
      (image: Image) => image.date().get('year'),
      (image: Image) => image.date().get('month'),
    ].map((compute) => {
      const { properties } = of(col.map((image) => image.set('x', compute(image)))) as CollectionValue;
      return (properties!.get('x') as SceneValue).key;
    });
    expect(keys[0]).toBe(keys[1]);
    expect(new Set(keys).size).toBe(3);
  });

  test('arithmetic on a property that is missing says which, and for how many scenes', () => {
    const shares = col.map((image) =>
      image.set('x', ee.Number(image.get('CLOUDY_PIXEL_PERCENTAGE')).divide(100)),
    );
    expect(() => of(shares.aggregate_array('x'))).toThrow(
      /^Number\.of: .*: there is no property 'CLOUDY_PIXEL_PERCENTAGE' \(1 of 3 scenes\)$/,
    );
  });

  test('shared values are computed once for each scene, however many paths lead to them', () => {
    const doubled = col.map((image) => {
      let value = ee.Number(image.get('CLOUDY_PIXEL_PERCENTAGE'));
      for (let i = 0; i < 40; i++) value = value.add(value).divide(2);
      return image.set('x', value);
    });
    expect(of(doubled.limit(2).aggregate_array('x'))).toEqual([10, 30]);
  });

  test('where a method cannot do with it, the error says so', () => {
    const nested = col.map((image) => ee.Image(col.filterDate(image.date()).mosaic()));
    expect(() => of(nested)).toThrow(
      'ImageCollection.filterDate: a value that is another for each scene is not supported here',
    );
  });
});
