import { readdirSync, readFileSync } from 'node:fs';
import { gdalInfo, gdalPixels, hasGdal, hasValidator, validate } from '../src/geotiff-writer/testing/gdal.ts';
import { ee, type Image } from '../src/ee/ee.ts';
import {
  expect,
  hasSharedData,
  idle,
  openApp,
  openEmptyApp,
  test,
  withoutSharedData,
} from './support/app.ts';
import {
  chooseBands,
  differences,
  download,
  lookedUp,
  openSave,
  readTiff,
  saveDrawer,
  showAt,
} from './support/save.ts';
import { grid, itemsOf, placeOf, samplesOf } from './support/series.ts';

const all68 = 'shared/s2-series/itemcollection_68.json';
const days = (datetime: string) => Math.floor(Date.parse(datetime) / 86_400_000);
const amid = { ...placeOf(50 * 100 + 50), zoom: 14 };

test.use({ viewport: { width: 1000, height: 720 } });

function leastCloud(url: string): Image {
  return ee
    .ImageCollection(`${url}/${all68}`)
    .map((scene) => scene.addBands(scene.select('clp').multiply(-1).rename('quality')))
    .qualityMosaic('quality');
}

test.describe(`a GeoTIFF of the real series${hasSharedData ? '' : ` (${withoutSharedData})`}`, () => {
  test.skip(!hasSharedData, withoutSharedData);

  test("on its own grid has NumPy's pixels, winners and dates bit for bit", async ({ page, site }, info) => {
    await openEmptyApp(page, site);
    await showAt(page, { best: leastCloud(site.url) }, amid);
    await openSave(page);
    await chooseBands(page, ['ndvi', 'clp']);
    await saveDrawer(page)
      .getByRole('checkbox', { name: /^Scene/ })
      .check();
    await saveDrawer(page).getByRole('checkbox', { name: /^Date/ }).check();
    await lookedUp(page);
    const { file, item } = await download(page, info);
    const { features } = itemsOf('itemcollection_68.json');
    const [winner] = await samplesOf('truth/s68_q8_best_last_index.tif');
    const [ndvi] = await samplesOf('truth/s68_q8_best_last_ndvi.tif');
    const [clp] = await samplesOf('truth/s68_q8_best_last_clp8.tif');
    const dates = features.map(({ properties }) => days(properties.datetime));
    const none = 65535;
    const at = (sample: number, pixel: number): number | null => {
      const index = winner![pixel]!;
      if (index === none) return null;
      return [ndvi![pixel]!, clp![pixel]!, index + 1, dates[index]!][sample]!;
    };
    const tiff = await readTiff(file);
    expect(differences(tiff, { grid, at })).toEqual({ within: [], beyond: 0 });
    const scenes = item.properties['bestpixel:scenes'] as { index: number; id: string; pixels: number }[];
    for (const { index, id, pixels } of scenes) {
      expect(id).toBe(features[index - 1]!.id);
      expect(pixels).toBe(Array.from(winner!).filter((each) => each === index - 1).length);
    }
    expect(scenes).toHaveLength(new Set(Array.from(winner!).filter((each) => each !== none)).size);
    expect(item.properties).toMatchObject({ 'proj:code': 'EPSG:32633', 'bestpixel:complete': true });

    test.skip(!hasGdal, 'GDAL is absent: it does not read the file');
    const raw = gdalPixels(file, 0);
    const values = new Float32Array(raw.buffer, raw.byteOffset, raw.byteLength / 4);
    const same = tiff.samples.every((data, sample) =>
      Array.from(data).every((value, pixel) =>
        Object.is(values[pixel * tiff.samples.length + sample], value),
      ),
    );
    expect(same, 'GDAL and geotiff.js read the same').toBe(true);
    const { coordinateSystem, geoTransform, bands } = gdalInfo(file);
    expect(coordinateSystem.wkt).toMatch(/ID\["EPSG",32633\]\]$/);
    expect([geoTransform[1], geoTransform[5]]).toEqual([
      grid.affineTransform.scaleX,
      grid.affineTransform.scaleY,
    ]);
    expect(bands.map(({ description, type }) => `${description} ${type}`)).toEqual(
      ['ndvi', 'clp', 'scene', 'date'].map((name) => `${name} Float32`),
    );
    if (hasValidator) expect(validate(file)).toMatchObject({ valid: true });
  });

  test('keeps the type of stored bands and their nodata', async ({ page, site }, info) => {
    await openEmptyApp(page, site);
    const all = itemsOf('itemcollection_68.json');
    const features = all.features.filter(({ assets }) => 'bands' in assets);
    const address = `${site.url}/shared/s2-series/ten.json`;
    await page.route(address, (route) => route.fulfill({ json: { ...all, features } }));
    const best = ee
      .ImageCollection(address)
      .map((scene) => scene.addBands(scene.select('clp').multiply(-1).rename('quality')))
      .qualityMosaic('quality');
    await showAt(page, { best }, amid);
    await openSave(page);
    const names = 'B01 B02 B03 B04 B05 B06 B07 B08 B8A B09 B10 B11 B12'.split(' ');
    await chooseBands(page, names);
    await lookedUp(page);
    const { file } = await download(page, info);
    const samples = await samplesOf('truth/s10_q8_qonly_best_last_b13.tif');
    const at = (sample: number, pixel: number) => samples[sample]![pixel]! || null;
    expect(differences(await readTiff(file), { grid, at })).toEqual({ within: [], beyond: 0 });
    test.skip(!hasGdal, 'GDAL is absent: it does not read the file');
    const { bands } = gdalInfo(file);
    expect(bands.map(({ type, noDataValue }) => `${type} ${noDataValue}`)).toEqual(
      names.map(() => 'UInt16 0'),
    );
  });

  test('names a scene that fails in the midst of it, in the drawer and beside the file', async ({
    page,
    site,
  }, info) => {
    await openEmptyApp(page, site);
    const { id, assets } = itemsOf('itemcollection_68.json').features[40]!;
    site.host.break(new RegExp(`${assets['clp']!.href}$`), { kind: 'status', status: 404 });
    await showAt(page, { best: leastCloud(site.url) }, amid);
    await openSave(page);
    await chooseBands(page, ['ndvi']);
    await lookedUp(page);
    const { item, file } = await download(page, info);
    expect(item.properties['bestpixel:complete']).toBe(false);
    expect(item.properties['bestpixel:failures']).toMatchObject([{ scene: id, band: 'clp' }]);
    await expect(saveDrawer(page).getByText(/^Not complete/)).toBeVisible();
    await expect(saveDrawer(page).getByRole('list', { name: 'Scenes that are missing' })).toContainText(id);
    if (hasGdal) expect(gdalInfo(file).metadata['']?.['INCOMPLETE']).toContain(id);
  });
});

test('A folder gets both files once they are whole, and none where it is given up', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => {
    const pick = async () =>
      (await navigator.storage.getDirectory()).getDirectoryHandle('picked', { create: true });
    Object.assign(window, { showDirectoryPicker: pick });
  });
  await openApp(page, site, '#map=12/40.14/-103.137');
  await idle(page);
  const names = () =>
    page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const found: string[] = [];
      for await (const name of (await root.getDirectoryHandle('picked', { create: true })).keys())
        found.push(name);
      return found.toSorted();
    });
  await openSave(page);
  // Reads that do not come leave time to give up.
  site.host.break(/\.tif$/, { kind: 'stall' });
  await saveDrawer(page).getByRole('button', { name: 'Other CRS or size' }).click();
  await saveDrawer(page).getByLabel('Pixel size, in its units').fill('5');
  await page.keyboard.press('Tab');
  await lookedUp(page);
  await saveDrawer(page).getByRole('checkbox', { name: 'B8', exact: true }).check();
  await lookedUp(page);
  await saveDrawer(page).getByRole('button', { name: 'Save to a folder…' }).click();
  await saveDrawer(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(saveDrawer(page).getByRole('button', { name: 'Save to a folder…' })).toBeEnabled();
  site.host.mend();
  expect(await names()).toEqual([]);
  await saveDrawer(page).getByRole('button', { name: 'Save to a folder…' }).click();
  await expect(saveDrawer(page).getByText(/^Saved /)).toBeVisible({ timeout: 60_000 });
  expect((await names()).map((name) => name.replace(/^.*\./, ''))).toEqual(['json', 'tif']);
});

/** Kilobytes of memory of all renderers, as Linux counts them; null elsewhere, where nothing is measured. */
function renderersUse(): number | null {
  try {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const sizes = pids.flatMap((pid) => {
      try {
        const isRenderer = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer');
        const rss = /^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        return isRenderer && rss ? [Number(rss)] : [];
      } catch {
        // It ended meanwhile.
        return [];
      }
    });
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    return null;
  }
}

test('8192² pixels of 4 bands take less than 300 MiB of memory', async ({ page, site }, info) => {
  test.skip(renderersUse() === null, 'skipped: memory is counted by /proc, which this machine has not');
  test.setTimeout(240_000);
  await openApp(page, site, '#map=9/40.14/-103.137');
  await idle(page);
  await openSave(page);
  await saveDrawer(page).getByRole('checkbox', { name: 'B8', exact: true }).check();
  const outline = {
    type: 'Polygon',
    coordinates: [
      [
        [-103.63, 39.77],
        [-102.65, 39.77],
        [-102.65, 40.52],
        [-103.63, 40.52],
        [-103.63, 39.77],
      ],
    ],
  };
  await saveDrawer(page)
    .getByLabel('GeoJSON file')
    .setInputFiles({
      name: 'area.geojson',
      mimeType: 'application/geo+json',
      buffer: Buffer.from(JSON.stringify(outline)),
    });
  await lookedUp(page);
  const before = renderersUse() ?? 0;
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, renderersUse() ?? 0)), 100);
  try {
    const { file } = await download(page, info, 200_000);
    if (hasGdal) expect(Math.min(...gdalInfo(file).size)).toBeGreaterThan(8192);
  } finally {
    clearInterval(watch);
  }
  expect((most - before) / 1024).toBeLessThan(300);
});
