import { expect, it } from 'vitest';
import { resolveLayer } from '../compose/resolve.ts';
import { compose, hold } from '../compose/testing/composed.ts';
import { listsFor } from '../compose/testing/scene-lists.ts';
import { ee, type Image, type ImageCollection } from '../ee/ee.ts';
import { composed, pixelsOf, setUp } from './testing/composed.ts';

const seed = 20240317;

const col = ee.ImageCollection('fake');
const best = col.qualityMosaic('q');
const lowest = (img: Image): Image => img.addBands(img.select('small').multiply(-1).rename('low'));
const middle = (some: ImageCollection): Image => some.select('red', 'small').median();

const images: readonly (readonly [string, Image])[] = [
  [
    'the difference of two mosaics',
    best.subtract(col.map(lowest).qualityMosaic('low').select('q', 'red', 'small', 'ratio')),
  ],
  [
    'the scene nearest to the median',
    col
      .map((img) =>
        img.addBands(img.select('red').subtract(middle(col).select('red')).abs().multiply(-1).rename('near')),
      )
      .qualityMosaic('near'),
  ],
  [
    'collections made in two ways, merged',
    col
      .limit(3)
      .map((img) => img.multiply(2))
      .merge(
        col
          .sort('system:time_start', false)
          .limit(2)
          .map((img) => img.add(1)),
      )
      .qualityMosaic('q'),
  ],
  [
    'a mosaic of mosaics and medians',
    ee
      .ImageCollection([
        best.select('red', 'small'),
        middle(col.limit(3)),
        col.first().select('red', 'small'),
      ])
      .reduce(ee.Reducer.percentile([25, 75])),
  ],
  [
    'the latest where it is large',
    col
      .map((img) =>
        img.addBands(
          img.metadata('system:time_start').rename('time').updateMask(img.select('red').gt(30000)),
        ),
      )
      .qualityMosaic('time')
      .select('red', 'small'),
  ],
  ['a mosaic whose holes another fills', best.select('small').unmask(middle(col).select('small')).unmask(-1)],
];

it.each(images)(`%s is on the GPU what it is on the CPU (seed ${seed})`, async (_, image) => {
  const live = setUp(seed, 5);
  const { scenes } = live;
  scenes.list.scenes.forEach((scene, i) => {
    for (const [name, source] of scene.bands) hold(source, pixelsOf(scenes, i, name));
  });
  const recipe = resolveLayer(image.node, listsFor(image.node, scenes.list.scenes));
  const expected = compose(recipe).bands;
  const { values, failures } = await composed(live, recipe);
  expect(failures).toEqual([]);
  expect(Object.keys(values)).toEqual(Object.keys(expected));
  for (const [name, pixels] of Object.entries(expected)) {
    const found = values[name]!;
    pixels.forEach((value, i) => {
      if (value === null) expect(found[i]).toBeNull();
      else expect(Math.abs(found[i]! - value)).toBeLessThanOrEqual(1e-6 * Math.abs(value));
    });
    expect(pixels.some((value) => value !== null)).toBe(true);
  }
});
