import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fromArrayBuffer } from 'geotiff';
import { ee } from '../src/ee/ee.ts';
import { expect, watchErrors } from './support/app.ts';
import {
  drop,
  openFilesForm,
  patch,
  patchFiles,
  refusedIn,
  showFiles,
  showOpened,
  test,
  viewerOf,
} from './support/local-files.ts';
import {
  ownZoneEnds,
  patchBands,
  patchGrid,
  patchRules,
  truthDifferences,
  truthOf,
} from './support/patch.ts';
import { bandDifferences, computePixels, offer } from './support/pixels.ts';

test.use({ viewport: { width: 640, height: 560 } });

test('what names leave open is asked and never guessed; what cannot be read is refused by name', async ({
  page,
  site,
  folder,
}) => {
  const errors = watchErrors(page);
  const form = await openFilesForm(page, site);
  const spectra = `${patch}/3-spectra.tif`;
  const tile = 'T13TGE_20220704T173911';
  const product = 'S2A_MSIL2A_20220709T173911_N0500_R098_T13TGE_20220709T215049';
  const safe = 'S2B_MSIL1C_20210704T173909_N0301_R098_T13TGE_20210704T211938.SAFE';
  const all = folder('mixed', {
    [`${tile}_B04_10m.tif`]: spectra,
    [`${tile}_B08_10m.tif`]: spectra,
    [`${product}_B04_10m.tif`]: spectra,
    'my field.tif': `${patch}/0-ndvi.tif`,
    "the farmer's.jp2": Buffer.from('jP'),
    [`${safe}/GRANULE/L1C/IMG_DATA/T13TGE_20210704T173909_B02.jp2`]: Buffer.from('jP'),
    [`${safe}/GRANULE/L1C/IMG_DATA/T13TGE_20210704T173909_B03.jp2`]: Buffer.from('jP'),
    'more.zip': Buffer.from('PK'),
    'air.nc': Buffer.from('CDF'),
    'cut_20200101.tif': readFileSync(spectra).subarray(0, 60),
    'page_20200101.tif': Buffer.from('<!doctype html><title>Not found</title>'),
    'readme.txt': Buffer.from('Hello'),
    'mixed.tfw': Buffer.from('10'),
  });
  await form.getByLabel('Choose a folder').setInputFiles(all);
  const opened = form.locator('.local-files');
  await expect(opened).toContainText('3 scenes');
  expect(await refusedIn(form)).toEqual(refusals(safe));
  await expect(opened.getByText('Sentinel-2 L2A')).toHaveCount(1);
  const show = form.getByRole('button', { name: 'Show', exact: true });
  const missing = opened.getByRole('status');
  await expect(opened.getByRole('radio')).toHaveCount(4);
  await expect(opened.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(opened).toContainText('the names of 1 scene do not tell');
  const asked: readonly [left: string, answer: () => Promise<void>][] = [
    ['the level, the offset, 1 date', () => opened.getByLabel('L2A: surface reflectance').check()],
    ['the offset, 1 date', () => opened.getByLabel(/^Subtract 1000/).check()],
    ['1 date', () => opened.getByLabel('Date of my field').fill('2020-07-01')],
  ];
  for (const [left, answer] of asked) {
    await expect(missing).toHaveText(`Still to say: ${left}`);
    await expect(show).toBeDisabled();
    await answer();
  }
  await expect(missing).toHaveText('');
  const scenes = ee.ImageCollection(await showFiles(page));
  const viewer = await viewerOf(page);
  const red = await firstBandOf(spectra);
  for (const index of [tile, product]) {
    const scene = scenes.filter(ee.Filter.eq('system:index', index));
    await offer(viewer, { scene: scene.select('B4').mosaic() });
    const pixels = await computePixels(viewer, { layer: 'scene', grid: patchGrid('own'), bands: ['B4'] });
    const expected = {
      data: red.map((value) => value - 1000),
      mask: red.map((value) => Number(value !== 0)),
    };
    expect(bandDifferences(pixels, 'B4', expected)).toEqual([]);
  }
  expect(errors).toEqual([]);
});

test('where nothing is of use, or files change after they were opened, a sentence says so', async ({
  page,
  site,
  folder,
}) => {
  const errors = watchErrors(page);
  const form = await openFilesForm(page, site);
  const alert = form.getByRole('alert');
  const nothing = 'There is no GeoTIFF and no STAC document among the files';
  const texts = folder('texts', { 'readme.txt': Buffer.from('Hello'), '.hidden.tif': Buffer.from('II') });
  await form.getByLabel('Choose files').setInputFiles(join(texts, 'readme.txt'));
  await expect(alert).toContainText(
    `${nothing} (readme.txt). Open GeoTIFFs (.tif), a folder of them, or STAC`,
  );
  await form.getByLabel('Choose a folder').setInputFiles(texts);
  await expect(alert).toContainText(`${nothing} (texts).`);
  await drop(page, [folder('empty', {})]);
  await expect(alert).toContainText(`${nothing} (0 files).`);
  const unusable = folder('unusable', { 'a.jp2': Buffer.from('jP'), 'items.json': Buffer.from('{') });
  truncateSync(join(unusable, 'items.json'), 65 << 20);
  await form.getByLabel('Choose a folder').setInputFiles(unusable);
  await expect(form.locator('.local-files')).toContainText('Nothing to show');
  expect(await refusedIn(form)).toMatchObject({
    'unusable/items.json': 'The JSON is larger than 64 MB: split it.',
  });
  await expect(form.getByRole('button', { name: 'Show', exact: true })).toBeDisabled();

  const here = folder('patch', Object.fromEntries(patchFiles().map((path) => [basename(path), path])));
  await form.getByLabel('Choose a folder').setInputFiles(here);
  await expect(form.locator('.local-files')).toContainText('5 scenes');
  writeFileSync(join(here, '3-cloud.tif'), 'something else');
  rmSync(join(here, '3-spectra.tif'));
  const scenes = await showOpened(page, '5 scenes');
  const viewer = await viewerOf(page);
  await offer(viewer, { best: patchRules.best(scenes.filterDate('2020-07-01', ownZoneEnds)) });
  const pixels = await computePixels(viewer, { layer: 'best', grid: patchGrid('own'), bands: patchBands });
  const sentence =
    'the file can no longer be read (3-cloud.tif). It has changed or moved since it was opened: open it again.';
  expect(pixels.failures).toEqual([{ scene: 'patch-3', band: 'cloud', tag: 'changed', sentence }]);
  expect(truthDifferences(pixels, await truthOf('own-best-without-3'))).toEqual([]);
  expect(await page.evaluate(() => window.bestpixel!.layers.length)).toBe(1);
  expect(errors).toEqual([]);
});

/** Each names its file, and what makes a GeoTIFF of it. */
function refusals(safe: string): Record<string, string> {
  const jpeg2000 = 'JPEG 2000 is not read: make Cloud-Optimized GeoTIFFs of it with GDAL';
  const again = 'Fetch the file again from its source, or leave this scene out.';
  return {
    "mixed/the farmer's.jp2": `${jpeg2000}: gdal_translate -of COG 'mixed/the farmer'\\''s.jp2' 'mixed/the farmer'\\''s.tif'`,
    [`mixed/${safe}`]: `${jpeg2000}, then open the folder again: for f in mixed/${safe}/GRANULE/L1C/IMG_DATA/*.jp2; do gdal_translate -of COG "$f" "\${f%.*}.tif"; done`,
    'mixed/more.zip': 'Archives are not read: unpack it (unzip), then open the folder that comes out.',
    'mixed/air.nc':
      'NetCDF and HDF are not read: gdalinfo mixed/air.nc lists what is in it, and gdal_translate -of COG with the name of one part makes a GeoTIFF of that.',
    'mixed/cut_20200101.tif': `The file ends before byte 242, where its header says data lies. ${again}`,
    'mixed/page_20200101.tif': `The file is not a TIFF. ${again}`,
  };
}

async function firstBandOf(path: string): Promise<number[]> {
  const image = await (await fromArrayBuffer(new Uint8Array(readFileSync(path)).buffer)).getImage();
  return Array.from((await image.readRasters({ samples: [0] }))[0] as Uint16Array);
}
