import { ee } from '../src/ee/ee.ts';
import { hasSharedData, openEmptyApp, withoutSharedData } from './support/app.ts';
import { test, withViewer } from './support/pixels.ts';
import { readSeries } from './support/inspect.ts';
import { ownZoneEnds, patchGrid, patchItems, patchRules, scenesOf, truthOf } from './support/patch.ts';
import { expectAspects } from './support/provenance.ts';
import { grid, placeOf, samplesOf } from './support/series.ts';
import { countInView, expectShares, expectTies } from './support/shares.ts';

const all68 = 'shared/s2-series/itemcollection_68.json';
/** Of the cloud probability. */
const nodata = 255;

test.describe(`where the pixels of a real series come from${hasSharedData ? '' : ` (${withoutSharedData})`}`, () => {
  test.skip(!hasSharedData, withoutSharedData);

  for (const end of ['best', 'worst'] as const) {
    for (const settings of [undefined, { layersPerArray: 8 }]) {
      const folded = settings ? `${settings.layersPerArray} scenes to an array` : 'as the app is';
      test(`of the ${end} of 68 dates equals a plain count: date, margin, ties, scenes, ${folded}`, async ({
        lab,
        site,
      }) => {
        await withViewer(lab, settings, (viewer) =>
          expectAspects(viewer, ee.ImageCollection(`${site.url}/${all68}`), end),
        );
      });
    }
  }
});

test.describe('the share of the view that each date takes is that of a plain count', () => {
  test.use({ viewport: { width: 480, height: 400 } });

  test('over the winners of the committed scenes', async ({ page, site }) => {
    await openEmptyApp(page, site);
    const scenes = scenesOf(site.url + patchItems, ownZoneEnds);
    const place = { lng: -102.0463, lat: 40.0995, zoom: 16.3 };
    const told = await countInView(page, patchRules.best(scenes), place);
    const { winner } = await truthOf('own-best');
    const datetimes = [1, 2, 3, 4].map((date) => `2020-07-0${date}`);
    const on = { grid: patchGrid('own'), proj4: '+proj=utm +zone=13 +datum=WGS84' };
    expectShares(told, { index: winner, datetimes }, on);
  });

  for (const [how, zoom] of [
    ['all of it in sight', 14],
    ['a part of it in sight', 16.3],
  ] as const) {
    test(`over the winners of the real series, and that of ties, ${how}`, async ({ page, site }) => {
      test.skip(!hasSharedData, withoutSharedData);
      await openEmptyApp(page, site);
      const ranked = ee
        .ImageCollection(`${site.url}/${all68}`)
        .map((scene) => scene.addBands(scene.select('clp').multiply(-1).rename('quality')));
      const { lng, lat } = placeOf(50 * grid.dimensions.width + 50);
      const told = await countInView(page, ranked.qualityMosaic('quality'), { lng, lat, zoom });
      const { datetimes, clp } = await readSeries();
      const [index] = await samplesOf('truth/s68_q8_best_last_index.tif');
      const on = { grid, proj4: '+proj=utm +zone=33 +datum=WGS84' };
      expectShares(told, { index: index!, datetimes }, on);
      const scoresAt = (pixel: number) =>
        clp.flatMap((scene) => (scene[pixel] === nodata ? [] : [-scene[pixel]!]));
      expectTies(told, scoresAt, on);
    });
  }
});
