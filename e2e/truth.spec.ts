import type { Page } from '@playwright/test';
import { ee } from '../src/ee/ee.ts';
import { hasSharedData, withoutSharedData } from './support/app.ts';
import { test, withViewer, type Settings } from './support/pixels.ts';
import {
  expectCloudScores,
  expectEarthSearch,
  expectGreenest,
  expectSeries,
  expectSpectra,
  itemsOf,
} from './support/series.ts';

const all68 = 'shared/s2-series/itemcollection_68.json';
const all10 = 'shared/s2-series/itemcollection_10_earthsearch-style.json';

function describedAs(settings: Settings | undefined): string {
  return settings ? `${settings.layersPerArray} scenes to an array` : 'as the app is';
}

/** The ten scenes that have spectral bands, as a collection of its own. */
async function serveTen(page: Page, url: string): Promise<string> {
  const all = itemsOf('itemcollection_68.json');
  const features = all.features.filter(({ assets }) => 'bands' in assets);
  const address = `${url}/shared/s2-series/ten.json`;
  await page.route(address, (route) => route.fulfill({ json: { ...all, features } }));
  return address;
}

/** The app's own setting, many folds, and one array for all. */
const foldings = [undefined, { layersPerArray: 8 }, { layersPerArray: 128 }];

test.describe(`the real series${hasSharedData ? '' : ` (${withoutSharedData})`}`, () => {
  test.skip(!hasSharedData, withoutSharedData);

  for (const settings of foldings) {
    test(`of 68 dates gives NumPy's pixels and winners, ${describedAs(settings)}`, async ({ lab, site }) => {
      await withViewer(lab, settings, (viewer) =>
        expectCloudScores(viewer, ee.ImageCollection(`${site.url}/${all68}`)),
      );
    });
  }
  for (const settings of foldings.slice(0, 2)) {
    test(`of 10 dates gives NumPy's 13 bands, ${describedAs(settings)}`, async ({ lab, site }) => {
      const items = await serveTen(lab, site.url);
      await withViewer(lab, settings, (viewer) => expectSpectra(viewer, ee.ImageCollection(items)));
    });
  }
  test("of 68 dates gives NumPy's greenest pixel", async ({ lab, site }) => {
    await withViewer(lab, undefined, (viewer) =>
      expectGreenest(viewer, ee.ImageCollection(`${site.url}/${all68}`)),
    );
  });
  test('of 68 dates is the series behind a sampled pixel, scene by scene', async ({ lab, site }) => {
    await withViewer(lab, undefined, (viewer) =>
      expectSeries(viewer, ee.ImageCollection(`${site.url}/${all68}`)),
    );
  });
  test('of 10 dates, as Earth Search describes them, counts a cloud probability of 0', async ({
    lab,
    site,
  }) => {
    await withViewer(lab, undefined, (viewer) =>
      expectEarthSearch(viewer, ee.ImageCollection(`${site.url}/${all10}`)),
    );
  });
});
