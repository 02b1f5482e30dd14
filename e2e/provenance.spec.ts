import { ee } from '../src/ee/ee.ts';
import { hasSharedData, withoutSharedData } from './support/app.ts';
import { test, withViewer } from './support/pixels.ts';
import { expectAspects } from './support/provenance.ts';

const all68 = 'shared/s2-series/itemcollection_68.json';

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
