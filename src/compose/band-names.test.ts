import { describe, expect, test } from 'vitest';
import { ee, type Image } from '../ee/ee.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import type { Scene } from '../scene/scene.ts';
import { meantBands, narrowBands, outputBands, resolveLayer } from './resolve.ts';
import { listsFor, makeScene } from './testing/scene-lists.ts';

const col = ee.ImageCollection('S2');
const band = (name: string): PixelExpr => ({ op: 'band', band: name });
const resolved = ({ node }: { node: Image['node'] }, scenes: readonly Scene[]) =>
  resolveLayer(node, listsFor(node, scenes));

describe('common names', () => {
  const aliases = { blue: 'B2', green: 'B3', red: 'B4' };
  const known = ['a', 'b'].map((id) => makeScene({ id, date: '2020-07-01Z', aliases }));
  const names = (image: { node: Image['node'] }, scenes = known): string[] =>
    outputBands(resolved(image, scenes));
  const best = col.qualityMosaic('MSK_CLDPRB');

  test('find bands, and name what is selected by them', () => {
    expect(names(best.select('red', 'B3'))).toEqual(['red', 'B3']);
    expect(names(col.select(['red', 'blue'], ['r', 'b']))).toEqual(['r', 'b']);
    const { selections } = resolved(col.qualityMosaic('red').select('green'), known);
    expect(selections).toEqual([{ quality: band('B4'), bands: [{ name: 'green', expr: band('B3') }] }]);
    const ratio = col.map((img) => img.normalizedDifference(['red', 'green'])).qualityMosaic('nd');
    expect(resolved(ratio, known).selections[0]!.quality).toEqual({
      op: 'normalizedDifference',
      args: [band('B4'), band('B3')],
    });
  });

  test('still find bands that are masked or computed under their own name, not those that are renamed', () => {
    const masked = col.map((img) => img.updateMask(img.select('MSK_CLDPRB').lt(50)).multiply(2));
    expect(names(masked.select('red'))).toEqual(['red']);
    expect(() => names(best.select('B4').rename('r').select('red'))).toThrow("Pattern 'red'");
    expect(names(best.select('B4').addBands(best.select('B4')).select('red', 'B4_1'))).toEqual([
      'red',
      'B4_1',
    ]);
  });

  test('give way to bands of that name', () => {
    const added = col.map((img) => img.addBands(img.select('B2').rename('red')));
    expect(resolved(added.qualityMosaic('red'), known).selections[0]!.quality).toEqual(band('B2'));
    const own = makeScene({ id: 'own', date: '2020-07-02Z', bands: ['red'], aliases });
    expect(resolved(col.qualityMosaic('red'), [...known, own]).selections[0]!.quality).toEqual(band('red'));
  });

  test('mean a band where the scenes agree that know them', () => {
    const unaware = makeScene({ id: 'unaware', date: '2020-07-02Z' });
    const other = makeScene({ id: 'other', date: '2020-07-03Z', aliases: { red: 'B3' } });
    expect(names(best.select('red'), [...known, unaware])).toEqual(['red']);
    expect(() => names(best.select('red'), [...known, other])).toThrow(
      "Pattern 'red' did not match any bands. Available: B2 (blue), B3 (green), B4, MSK_CLDPRB",
    );
  });

  test('narrow a recipe, which gives its bands the names that were asked for', () => {
    const recipe = resolved(best, known);
    const { selections } = narrowBands(recipe, ['red', 'B4', 'green']);
    expect(selections[0]!.bands).toEqual([
      { name: 'green', expr: band('B3') },
      { name: 'red', expr: band('B4') },
      { name: 'B4', expr: band('B4'), aliases: ['red'] },
    ]);
    expect(() => narrowBands(recipe, ['nir'])).toThrow(
      "There is no band 'nir'. Available: B2 (blue), B3 (green), B4 (red), MSK_CLDPRB",
    );
    expect(meantBands(recipe, ['nir', 'red', 'B2'])).toEqual(['B4', 'B2']);
  });
});

describe('narrowBands', () => {
  const mosaic = resolved(col.mosaic(), [makeScene({ id: 'july', date: '2020-07-01Z' })]);

  test('keeps the selections of wanted bands alone', () => {
    const narrow = narrowBands(mosaic, ['B4', 'B2']);
    expect(outputBands(narrow)).toEqual(['B2', 'B4']);
    expect(narrow.selections).toHaveLength(2);
  });

  test('names a band that is not there', () => {
    expect(() => narrowBands(mosaic, ['B8'])).toThrow(
      "There is no band 'B8'. Available: B2, B3, B4, MSK_CLDPRB",
    );
  });
});
