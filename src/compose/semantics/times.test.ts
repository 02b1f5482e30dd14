import { describe, expect, test } from 'vitest';
import { ee, type Image } from '../../ee/ee.ts';
import { resolveLayer } from '../resolve.ts';
import { composedOf, sceneOf } from '../testing/composed.ts';
import { listsFor } from '../testing/scene-lists.ts';

const col = ee.ImageCollection('S2');
const timed = (img: Image) => img.addBands(img.metadata('system:time_start').rename('time'));
const noon = Date.UTC(2020, 6, 1, 12);
/** In no order, one millisecond apart. */
const scenes = [2, 0, 3, 1].map((later) =>
  sceneOf(
    `s${later}`,
    { clear: [1, later < 3 ? 1 : 0, later === 0 ? 1 : 0, 0] },
    { date: new Date(noon + later).toISOString() },
  ),
);
const recipeOf = ({ node }: Image) => resolveLayer(node, listsFor(node, scenes));

describe('a quality by time', () => {
  test('orders scenes that are one millisecond apart, which float32 cannot tell', () => {
    expect(Math.fround(noon)).toBe(Math.fround(noon + 3));
    const { winners } = composedOf(col.map(timed).qualityMosaic('time'), scenes);
    expect(winners).toEqual([['s3', 's3', 's3', 's3']]);
  });

  test('under a mask, takes the last that is not masked', () => {
    const clear = col.map((img) =>
      timed(img.updateMask(img.select('clear'))).updateMask(img.select('clear')),
    );
    const { winners, bands } = composedOf(clear.qualityMosaic('time'), scenes);
    expect(winners).toEqual([['s3', 's2', 's0', null]]);
    expect(bands['clear']).toEqual([1, 1, 1, null]);
  });

  test('may be computed: nearest to a moment, its distance negated', () => {
    const near = col.map((img) => {
      const distance = img
        .metadata('system:time_start')
        .subtract(noon + 1)
        .abs()
        .multiply(-1);
      return img.addBands(distance.updateMask(img.select('clear')).rename('near'));
    });
    expect(composedOf(near.qualityMosaic('near'), scenes).winners).toEqual([['s1', 's1', 's0', null]]);
  });

  test('is told as it is, though ranks order the scenes', () => {
    const { selections, made } = recipeOf(col.map(timed).qualityMosaic('time'));
    const [{ quality, score }] = selections as [(typeof selections)[0]];
    const valuesOf = (expr: typeof quality | undefined) => expr?.op === 'band' && made!.get(expr.band);
    expect(valuesOf(quality)).toEqual({ kind: 'value', values: [2, 0, 3, 1] });
    expect(valuesOf(score)).toEqual({ kind: 'value', values: [2, 0, 3, 1].map((later) => noon + later) });
  });

  test('of equal times, the last scene in order wins', () => {
    const same = ['x', 'y'].map((id) => sceneOf(id, { B4: [1] }, { date: new Date(noon).toISOString() }));
    expect(composedOf(col.map(timed).qualityMosaic('time'), same).winners).toEqual([['y']]);
  });
});

describe('values per scene', () => {
  test('are computed in float64: hours since a moment', () => {
    const hours = (img: Image) =>
      img
        .metadata('system:time_start')
        .subtract(noon - 3_600_000)
        .divide(3_600_000)
        .rename('hours');
    const image = col
      .map((img) => img.addBands(hours(img)))
      .sort('system:time_start')
      .mosaic();
    expect(composedOf(image.select('hours'), scenes).bands['hours']![0]).toBe(Math.fround(1 + 3 / 3_600_000));
  });

  test('that are whole numbers stay exact, as dates written as numbers do', () => {
    const dated = col.map((img) => {
      const day = ee.Number.parse(img.date().format('YYYYMMdd'));
      return img.addBands(ee.Image.constant(day).toInt32().rename('date'));
    });
    expect(composedOf(dated.mosaic().select('date'), scenes).bands).toEqual({
      date: [20200701, 20200701, 20200701, 20200701],
    });
  });

  test('that are missing are masked', () => {
    const some = [
      sceneOf('a', { B4: [1] }, { properties: { cloud: 3 } }),
      sceneOf('b', { B4: [2] }, { date: '2020-08-01Z' }),
    ];
    const image = col.map((img) => img.addBands(img.metadata('cloud'))).mosaic();
    expect(composedOf(image, some).bands).toEqual({ B4: [2], cloud: [3] });
  });
});
