import { readdirSync } from 'node:fs';
import { ee, type ImageCollection } from '../src/ee/ee.ts';
import { expect, hasSharedData, watchErrors, withoutSharedData } from './support/app.ts';
import {
  changeToFiles,
  drop,
  formOf,
  openFilesForm,
  patch,
  patchFiles,
  showOpened,
  test,
  viewerOf,
  watchRequests,
  type Content,
} from './support/local-files.ts';
import {
  ownZoneEnds,
  patchBands,
  patchGrid,
  patchRules,
  truthDifferences,
  truthOf,
} from './support/patch.ts';
import { computePixels, offer, type ViewerHandle } from './support/pixels.ts';
import {
  expectCloudScores,
  expectEarthSearch,
  expectGreenest,
  expectSpectra,
  itemsOf,
  series,
} from './support/series.ts';

test.use({ viewport: { width: 640, height: 560 } });

test.describe(`the real series${hasSharedData ? '' : ` (${withoutSharedData})`}`, () => {
  test.skip(!hasSharedData, withoutSharedData);

  test('opened from disk, by names and by catalogs, is what NumPy makes of it, and nothing is requested', async ({
    page,
    site,
    folder,
  }) => {
    const errors = watchErrors(page);
    await openFilesForm(page, site);
    const requests = watchRequests(page, site);
    const viewer = await viewerOf(page);
    const open = async (content: Content, scenes: string): Promise<ImageCollection> => {
      if (!(await formOf(page).isVisible())) await changeToFiles(page);
      await formOf(page).getByLabel('Choose a folder').setInputFiles(folder(scenes, content));
      return showOpened(page, scenes);
    };

    const byNames = await open(seriesFiles('ndvi', 'clp'), '68 scenes');
    const named = renamed(byNames, { NDVI: 'ndvi', CLP: 'clp' });
    await expectCloudScores(viewer, named);
    await expectGreenest(viewer, named);

    const list = { 'items.json': `${series}/itemcollection_68.json` };
    const byCatalog = await open(
      { ...list, ...seriesFiles('ndvi', 'clp', 'clp_s2c', 'bands13') },
      '68 scenes',
    );
    await expectCloudScores(viewer, byCatalog);
    await expectGreenest(viewer, byCatalog);
    const withSpectra = byCatalog.filter(ee.Filter.inList('system:index', spectral()));
    await expectSpectra(viewer, withSpectra);

    const asEarthSearch = folder('ten', {
      'items.json': `${series}/itemcollection_10_earthsearch-style.json`,
      ...seriesFiles('es_style', 'clp'),
    });
    await drop(page, [asEarthSearch]);
    await expectEarthSearch(viewer, await showOpened(page, '10 scenes'));

    expect(requests()).toEqual([]);
    expect(errors).toEqual([]);
  });
});

test('the committed series from disk is what NumPy makes of it; a scene can be left out; a reload says that files are gone', async ({
  page,
  site,
  folder,
}) => {
  const errors = watchErrors(page);
  const form = await openFilesForm(page, site);
  const requests = watchRequests(page, site);
  const viewer = await viewerOf(page);

  await form.getByLabel('Choose a folder').setInputFiles(folder('by-names', patchByNames()));
  const byNames = await showOpened(page, '5 scenes');
  await expectPatch(viewer, renamed(byNames, { B1: 'red', B2: 'nir', ndvi: 'ndvi', cloud: 'cloud' }));

  await changeToFiles(page);
  // Without their folder: a name is enough where one file has it.
  await form.getByLabel('Choose files').setInputFiles(patchFiles());
  await expectPatch(viewer, await showOpened(page, '5 scenes'));

  await changeToFiles(page);
  await drop(page, patchFiles());
  await showOpened(page, '5 scenes');
  await page.getByRole('button', { name: 'Scenes', exact: true }).click();
  const rows = page.getByRole('list', { name: 'Scenes' });
  await rows.locator('[title="patch-4"]').getByRole('checkbox').uncheck();
  await rows.locator('[title="patch-3"]').getByRole('checkbox').uncheck();
  await expect.poll(() => page.url()).toContain('without=patch-4,patch-3');
  const best = await computePixels(viewer, { layer: 'best', grid: patchGrid('own'), bands: patchBands });
  expect(truthDifferences(best, await truthOf('own-best-without-3'))).toEqual([]);
  expect(requests()).toEqual([]);

  // The same by address is seen: the log can show what workers ask for.
  await offer(viewer, { best: patchRules.best(ee.ImageCollection(`${site.url}/fixtures/patch/items.json`)) });
  await computePixels(viewer, { layer: 'best', grid: patchGrid('own'), bands: patchBands });
  expect(requests()).toContain(`${site.url}/fixtures/patch/3-cloud.tif`);
  expect(errors).toEqual([]);

  await page.reload();
  await expect(page.getByRole('status', { name: 'Notices' })).toContainText(
    'These files are not open (local/3). Open them again: the page does not keep them.',
  );
  await expect(page.locator('.layer')).toHaveCount(0);
});

function spectral(): string[] {
  const { features } = itemsOf('itemcollection_68.json');
  return features.filter(({ assets }) => 'bands' in assets).map(({ id }) => id);
}

/** Names that say when and what, and nothing else. */
function patchByNames(): Content {
  return Object.fromEntries(
    readdirSync(patch)
      .filter((file) => file.endsWith('.tif'))
      .map((file) => {
        const [index, kind] = file.split('-') as [string, string];
        return [`patch_2020070${Number(index) + 1}T17000${index}_${kind}`, `${patch}/${file}`];
      }),
  );
}

/** The scenes of one zone, where all is exact. */
async function expectPatch(viewer: ViewerHandle, scenes: ImageCollection): Promise<void> {
  const inZone = scenes.filterDate('2020-07-01', ownZoneEnds);
  for (const rule of ['best', 'worst', 'greenest'] as const) {
    await offer(viewer, { [rule]: patchRules[rule](inZone) });
    const pixels = await computePixels(viewer, { layer: rule, grid: patchGrid('own'), bands: patchBands });
    expect(truthDifferences(pixels, await truthOf(`own-${rule}`))).toEqual([]);
  }
}

/** Every file of these folders of the series. */
function seriesFiles(...folders: readonly string[]): Content {
  return Object.fromEntries(
    folders.flatMap((name) =>
      readdirSync(`${series}/cog/${name}`).map((file) => [
        `cog/${name}/${file}`,
        `${series}/cog/${name}/${file}`,
      ]),
    ),
  );
}

function renamed(scenes: ImageCollection, names: Readonly<Record<string, string>>): ImageCollection {
  return scenes.map((scene) => scene.select(Object.keys(names), Object.values(names)));
}
