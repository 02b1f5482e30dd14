import { readFileSync } from 'node:fs';
import { fromArrayBuffer } from 'geotiff';
import { Host } from './host.ts';
import { earthSearch } from './stac/api.ts';
import { expect } from './support/app.ts';
import { change, patchItems, pixelsOf, shows, test, viewport } from './support/open-data.ts';
import { patchBands, patchGrid, truthDifferences, truthOf } from './support/patch.ts';
import { bandDifferences, winnerDifferences } from './support/pixels.ts';
import { expectSound } from './support/searches.ts';
import { writeStaticCollection } from './support/static-collection.ts';

test.use({ viewport });

test.describe('An address', () => {
  const at = '#map=13.5/40.0995/-102.0462';
  const own = 'dates=2020-07-01/2020-07-05';

  test('of an ItemCollection, of a Collection or of an API’s collection opens with NumPy’s pixels', async ({
    bench,
    files,
    serve,
  }, info) => {
    const folder = info.outputPath('static');
    await writeStaticCollection(folder, 'e2e/fixtures/patch');
    const elsewhere = new Host({ '/': folder });
    const url = await elsewhere.start();
    const api = await serve({ ...earthSearch, pageLimit: 2 }, patchItems(files));
    const addresses = [
      `${files.url}/fixtures/patch/items.json`,
      `${url}/collection.json`,
      `${api.root}/collections/patch`,
    ];
    for (const address of addresses) {
      await change(bench, `${at}&collection=${address}&${own}`);
      await shows(bench, 4);
      for (const layer of ['best', 'worst']) {
        const pixels = await pixelsOf(bench, { layer, grid: patchGrid('own'), bands: patchBands });
        expect(pixels.failures).toEqual([]);
        expect(truthDifferences(pixels, await truthOf(`own-${layer}`)), `${layer} of ${address}`).toEqual([]);
      }
    }
    expectSound(api);
    await elsewhere.stop();
  });

  test('of one Item opens that scene', async ({ bench }, info) => {
    const folder = info.outputPath('static');
    await writeStaticCollection(folder, 'e2e/fixtures/patch');
    const elsewhere = new Host({ '/': folder });
    const url = await elsewhere.start();
    await change(bench, `${at}&collection=${url}/items/patch-3/patch-3.json`);
    await shows(bench, 1);
    const pixels = await pixelsOf(bench, { layer: 'best', grid: patchGrid('own'), bands: patchBands });
    const [[cloud], [red, nir]] = await Promise.all(['3-cloud', '3-spectra'].map(samplesOf));
    // Clouds lie on pixels twice as large, 20 to a row.
    const seen = Array.from(
      red!,
      (_, i) => cloud![Math.floor(i / 80) * 20 + Math.floor((i % 40) / 2)] !== 255,
    );
    expect(
      winnerDifferences(
        pixels,
        seen.map((is) => (is ? 0 : -1)),
      ),
    ).toEqual([]);
    for (const [name, data] of Object.entries({ red: red!, nir: nir! })) {
      const mask = seen.map((is, i) => Number(is && data[i] !== 0));
      expect(bandDifferences(pixels, name, { data, mask })).toEqual([]);
    }
    await elsewhere.stop();
  });
});

async function samplesOf(name: string): Promise<ArrayLike<number>[]> {
  const { buffer } = new Uint8Array(readFileSync(`e2e/fixtures/patch/${name}.tif`));
  const image = await (await fromArrayBuffer(buffer)).getImage();
  return [...(await image.readRasters({ interleave: false }))] as ArrayLike<number>[];
}
