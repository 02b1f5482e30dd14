import { describe, expect, test } from 'vitest';
import { ee, type Image } from '../ee/ee.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import { outputBands, resolveLayer } from './resolve.ts';
import { listsFor, makeScene } from './testing/scene-lists.ts';

const july = makeScene({ id: 'july', date: '2020-07-01T00:00:00Z' });
const august = makeScene({ id: 'august', date: '2020-08-15T17:50:00Z' });
const september = makeScene({ id: 'september', date: '2020-09-01T00:00:00Z' });
const loaded = [july, august, september];
const col = ee.ImageCollection('S2');
/** With scenes from a source that knows no filters. */
const resolved = ({ node }: { node: Image['node'] }, scenes = loaded) =>
  resolveLayer(node, listsFor(node, scenes));
const names = (image: { node: Image['node'] }): string[] => outputBands(resolved(image));
const scenes = (image: { node: Image['node'] }): string[] => resolved(image).list.scenes.map(({ id }) => id);
const band = (name: string): PixelExpr => ({ op: 'band', band: name });
/** The one output band of an image computed from each scene. */
const exprOf = (compute: (image: Image) => Image): PixelExpr =>
  resolved(col.map(compute).qualityMosaic('.*')).selections[0]!.quality;

describe("Earth Engine's example", () => {
  const inverse: PixelExpr = { op: 'multiply', args: [band('MSK_CLDPRB'), { op: 'const', value: -1 }] };
  const example = col
    .filterBounds(ee.Geometry.Point(-103.19, 40.14))
    .filterDate('2020-07-01', '2020-09-01')
    .map((img) => img.addBands(img.select('MSK_CLDPRB').multiply(-1).rename('quality')));

  test('ranks by the inverse cloud probability and gives all bands of the winner, the quality included', () => {
    const { list, selections } = resolved(example.qualityMosaic('quality'));
    expect(list.scenes).toEqual([july, august]);
    expect(selections).toEqual([
      {
        quality: inverse,
        bands: [
          ...['B2', 'B3', 'B4', 'MSK_CLDPRB'].map((name) => ({ name, expr: band(name) })),
          { name: 'quality', expr: inverse },
        ],
      },
    ]);
  });

  test('as a collection layer takes each band from the last scene that has it', () => {
    const { selections } = resolved(example);
    expect(selections.map(({ quality }) => quality)).toEqual(
      [band('B2'), band('B3'), band('B4'), band('MSK_CLDPRB'), inverse].map((expr) => ({
        op: 'maskOf',
        args: [expr],
      })),
    );
    expect(selections.map(({ bands }) => bands.map(({ name }) => name))).toEqual([
      ['B2'],
      ['B3'],
      ['B4'],
      ['MSK_CLDPRB'],
      ['quality'],
    ]);
  });
});

describe('collections', () => {
  test('filterDate includes its start and excludes its end', () => {
    expect(scenes(col.filterDate('2020-07-01', '2020-09-01'))).toEqual(['july', 'august']);
    expect(scenes(col.filterDate('2020-08-15T17:50', Date.UTC(2020, 8, 1) + 1))).toEqual([
      'august',
      'september',
    ]);
    expect(scenes(col.filterDate('2020-07-01'))).toEqual(['july']);
    expect(scenes(col.filterDate(new Date('2020-08-01Z'), '2021'))).toEqual(['august', 'september']);
  });

  test.each(['2020-02-30', '2020-13-01', 'July 2020', ''])("filterDate refuses '%s'", (date) => {
    expect(() => scenes(col.filterDate(date))).toThrow(`'${date}' is not a date`);
  });

  test('filterBounds leaves out scenes whose footprint lies elsewhere, and keeps those without one', () => {
    const square = (west: number) =>
      makeScene({
        id: `at ${west}`,
        date: '2020-07-01Z',
        footprint: {
          type: 'Polygon',
          coordinates: [
            [
              [west, 0],
              [west + 1, 0],
              [west + 1, 1],
              [west, 1],
              [west, 0],
            ],
          ],
        },
      });
    const some = [square(0), square(5), july];
    const near = col.filterBounds(ee.Geometry.Point([0.5, 0.5]));
    expect(resolved(near, some).list.scenes.map(({ id }) => id)).toEqual(['at 0', 'july']);
  });

  test('limit and first keep the list order', () => {
    expect(scenes(col.limit(2))).toEqual(['july', 'august']);
    const { list, selections } = resolved(col.first());
    expect(list.scenes).toEqual([july]);
    expect(selections).toHaveLength(1);
  });

  test('bands are those that any scene has, in the order in which they are first met', () => {
    const mixed = [
      makeScene({ id: 'a', date: '2020-07-01Z', bands: ['B3', 'B2'] }),
      makeScene({ id: 'b', date: '2020-07-02Z', bands: ['B2', 'B4', 'B3'] }),
    ];
    expect(outputBands(resolved(col.mosaic(), mixed))).toEqual(['B3', 'B2', 'B4']);
  });

  test('without scenes there are no selections, whatever is done with them', () => {
    const none = col.filterDate('1999-01-01').map((img) => img.addBands(img.select('NDVI')));
    const image = none.qualityMosaic('NDVI').select('NDVI').multiply(2);
    for (const each of [none, none.mosaic(), image, none.first()]) {
      expect(resolved(each).selections).toEqual([]);
    }
  });

  test('an id that was not loaded is named', () => {
    expect(() => resolveLayer(ee.ImageCollection('S3').node, new Map())).toThrow(
      "The collection 'S3' is not loaded",
    );
  });
});

describe('bands', () => {
  const best = col.qualityMosaic('MSK_CLDPRB');

  test('are selected by name, index, and regular expression of the whole name', () => {
    expect(names(best.select('B4', 'B2'))).toEqual(['B4', 'B2']);
    expect(names(best.select(['B4', 'B2']))).toEqual(['B4', 'B2']);
    expect(names(best.select(0, 'B4'))).toEqual(['B2', 'B4']);
    expect(names(best.select('B.*|QA.*'))).toEqual(['B2', 'B3', 'B4']);
    expect(names(best.select('B[34]'))).toEqual(['B3', 'B4']);
    expect(() => names(best.select('B'))).toThrow(/Pattern 'B'/);
  });

  test('that are not there are told with those that are', () => {
    expect(() => names(best.select('B8'))).toThrow(
      "Image.select: Pattern 'B8' did not match any bands. Available: B2, B3, B4, MSK_CLDPRB",
    );
    expect(() => names(col.qualityMosaic('quality'))).toThrow("Pattern 'quality' did not match any bands");
    expect(() => names(best.select(4))).toThrow('no band at index 4 of 4 bands');
  });

  test('patterns that could take for ever are refused', () => {
    expect(() => names(best.select('(B+)+'))).toThrow('is not supported');
    expect(() => names(best.select('B('))).toThrow('is not supported');
    expect(() => names(best.select('a?'.repeat(40)))).toThrow('is not supported');
    expect(() => names(best.select('(a|a)'.repeat(20)))).toThrow('is not supported');
  });

  test('are renamed on selection, or all at once with as many names', () => {
    expect(names(best.select(['B4', 'B3'], ['red', 'green']))).toEqual(['red', 'green']);
    expect(names(best.select('B[23]').rename('blue', 'green'))).toEqual(['blue', 'green']);
    expect(() => names(best.rename(['a', 'b']))).toThrow('2 names were given for 4 bands');
    expect(() => names(best.select('B2', 'B3').rename('a', 'a'))).toThrow("'a' cannot name a band here");
  });

  test('that are added under a taken name get a number, or replace with overwrite', () => {
    const b2 = best.select('B2');
    expect(names(b2.addBands(b2).addBands(b2))).toEqual(['B2', 'B2_1', 'B2_2']);
    const doubled = exprOf((img) => img.select('B2').addBands(img.select('B2').multiply(2), null, true));
    expect(doubled).toEqual({ op: 'multiply', args: [band('B2'), { op: 'const', value: 2 }] });
    expect(names(best.select('B3').addBands(best, ['B2', 'B4']))).toEqual(['B3', 'B2', 'B4']);
  });

  test('of two images are paired in order, or one meets all, named after the longer or the first', () => {
    const [two, one] = [best.select('B3', 'B4'), best.select('B2')];
    expect(names(two.subtract(one))).toEqual(['B3', 'B4']);
    expect(names(one.subtract(two))).toEqual(['B3', 'B4']);
    expect(names(two.add(best.select('B2', 'B3')))).toEqual(['B3', 'B4']);
    expect(() => names(two.add(best))).toThrow('images of 2 and 4 bands cannot be paired');
  });

  test("of normalizedDifference are one, 'nd', of two bands by name or the first two", () => {
    expect(names(best.normalizedDifference(['B4', 'B3']))).toEqual(['nd']);
    expect(exprOf((img) => img.normalizedDifference())).toEqual({
      op: 'normalizedDifference',
      args: [band('B2'), band('B3')],
    });
  });

  test('of a mask must be one or as many', () => {
    expect(exprOf((img) => img.select('B2').updateMask(img.select('B3').gt(100)))).toEqual({
      op: 'updateMask',
      args: [band('B2'), { op: 'gt', args: [band('B3'), { op: 'const', value: 100 }] }],
    });
    expect(() => names(best.select('B2').updateMask(best.select('B3', 'B4')))).toThrow('a mask of 2 bands');
  });
});

describe('after a mosaic', () => {
  const best = col.qualityMosaic('MSK_CLDPRB');

  test('arithmetic on bands of one winner is computed on the winner', () => {
    const { selections } = resolved(best.select('B4').subtract(best.select('B3')));
    expect(selections).toEqual([
      {
        quality: band('MSK_CLDPRB'),
        bands: [{ name: 'B4', expr: { op: 'subtract', args: [band('B4'), band('B3')] } }],
      },
    ]);
  });

  test('bands of two mosaics stand side by side', () => {
    const worst = col.qualityMosaic('B2');
    expect(names(best.select('B4').addBands(worst.select('B4')))).toEqual(['B4', 'B4_1']);
  });
});

test('an image used a million times over is resolved once', () => {
  let image = col.qualityMosaic('B2').select('B2');
  for (let i = 0; i < 100; i++) image = image.max(image);
  expect(names(image)).toEqual(['B2']);
});
