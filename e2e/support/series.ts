import { readFileSync } from 'node:fs';
import { fromArrayBuffer } from 'geotiff';
import proj4 from 'proj4';
import type { Image, ImageCollection } from '../../src/ee/ee.ts';
import { randomNumbers } from '../../src/raster/testing/tamper.ts';
import { expect, sharedData } from './app.ts';
import {
  bandDifferences,
  computePixels,
  offer,
  sample,
  winnerDifferences,
  type ExpectedBand,
  type Pixels,
  type ViewerHandle,
} from './pixels.ts';

/** The real series beside the repository, with NumPy's mosaics of it. */
export const series = `${sharedData}/s2-series`;
export const grid = {
  dimensions: { width: 100, height: 101 },
  affineTransform: {
    scaleX: 9.99479222007154,
    translateX: 465181.0522318204,
    scaleY: -9.997448467363668,
    translateY: 5080254.63349641,
  },
  crsCode: 'EPSG:32633',
};
const names = 'B01 B02 B03 B04 B05 B06 B07 B08 B8A B09 B10 B11 B12'.split(' ');
const ends = ['best', 'worst'] as const;
const rules = ['qonly', 'qandbands'] as const;
interface Items {
  readonly features: {
    readonly id: string;
    readonly properties: { readonly datetime: string };
    readonly assets: Record<string, { href: string }>;
  }[];
}

export function itemsOf(file: string): Items {
  return JSON.parse(readFileSync(`${series}/${file}`, 'utf8')) as Items;
}

/** Every sample of a TIFF, as geotiff.js reads it. */
export async function samplesOf(path: string): Promise<ArrayLike<number>[]> {
  const { buffer } = new Uint8Array(readFileSync(`${series}/${path}`));
  const image = await (await fromArrayBuffer(buffer)).getImage();
  return [...(await image.readRasters({ interleave: false }))] as ArrayLike<number>[];
}

/** Holes are written as 0. */
function withHoles(data: ArrayLike<number>): ExpectedBand {
  return { data, mask: Array.from(data, (value) => Number(value !== 0)) };
}

async function expectTruth(
  pixels: Pixels,
  index: string,
  bands: Record<string, ExpectedBand>,
): Promise<void> {
  expect(pixels.failures).toEqual([]);
  expect(winnerDifferences(pixels, (await samplesOf(`truth/${index}.tif`))[0]!)).toEqual([]);
  for (const [name, band] of Object.entries(bands)) expect(bandDifferences(pixels, name, band)).toEqual([]);
}

function rankedBy(score: (scene: Image) => Image, scenes: ImageCollection, sign: number): Image {
  return scenes
    .map((scene) => scene.addBands(score(scene).multiply(sign).rename('quality')))
    .qualityMosaic('quality');
}

export async function expectSeries(viewer: ViewerHandle, scenes: ImageCollection): Promise<void> {
  await offer(viewer, { best: rankedBy((scene) => scene.select('clp'), scenes, -1) });
  const { features } = itemsOf('itemcollection_68.json');
  const ofAll = (asset: string) =>
    Promise.all(features.map(async ({ assets }) => (await samplesOf(assets[asset]!.href))[0]!));
  const [clp, ndvi] = [await ofAll('clp'), await ofAll('ndvi')];
  const [winner] = await samplesOf('truth/s68_q8_best_last_index.tif');
  const random = randomNumbers(20150711);
  for (let i = 0; i < 5; i++) {
    const pixel = random(winner!.length);
    const { best } = await sample(viewer, placeOf(pixel));
    expect(best!.scene!.id).toBe(features[winner![pixel]!]!.id);
    expect(best!.series.map(({ scene }) => scene.id)).toEqual(features.map(({ id }) => id));
    const values = best!.series.map(({ values }) => [values['clp'], values['ndvi']]);
    expect(values).toEqual(features.map((_, date) => [clp[date]![pixel], ndvi[date]![pixel]]));
    const winners = best!.series.map(({ winner }) => winner);
    expect(winners).toEqual(features.map((_, date) => date === winner![pixel]));
  }
}

/** The centre of a pixel, with the pixel's size in ground metres. */
export function placeOf(pixel: number): { lng: number; lat: number; scale: number } {
  const { scaleX, translateX, scaleY, translateY } = grid.affineTransform;
  const x = translateX + scaleX * ((pixel % grid.dimensions.width) + 0.5);
  const y = translateY + scaleY * (Math.floor(pixel / grid.dimensions.width) + 0.5);
  const [lng, lat] = proj4('+proj=utm +zone=33 +datum=WGS84', 'EPSG:4326', [x, y]) as [number, number];
  return { lng, lat, scale: 10 };
}

export async function expectCloudScores(viewer: ViewerHandle, scenes: ImageCollection): Promise<void> {
  const byCloud = (sign: number) => rankedBy((scene) => scene.select('clp'), scenes, sign);
  await offer(viewer, { best: byCloud(-1), worst: byCloud(1) });
  for (const end of ends) {
    const pixels = await computePixels(viewer, { layer: end, grid, bands: ['ndvi', 'clp'] });
    const [ndvi] = await samplesOf(`truth/s68_q8_${end}_last_ndvi.tif`);
    const [clp] = await samplesOf(`truth/s68_q8_${end}_last_clp8.tif`);
    await expectTruth(pixels, `s68_q8_${end}_last_index`, { ndvi: { data: ndvi! }, clp: { data: clp! } });
    expect(pixels.bands['ndvi']!.data).toBeInstanceOf(Float32Array);
    expect(pixels.bands['clp']!.data).toBeInstanceOf(Uint8Array);
  }
}

export async function expectGreenest(viewer: ViewerHandle, scenes: ImageCollection): Promise<void> {
  await offer(viewer, { greenest: scenes.qualityMosaic('ndvi') });
  const pixels = await computePixels(viewer, { layer: 'greenest', grid, bands: ['ndvi'] });
  const ndvi = await Promise.all(
    itemsOf('itemcollection_68.json').features.map(
      async ({ assets }) => (await samplesOf(assets['ndvi']!.href))[0]!,
    ),
  );
  // The file names the first of two equally green dates; the last wins here.
  const index = Array.from((await samplesOf('truth/s68_ndvi_max_index.tif'))[0]!, (first, i) =>
    ndvi.findLastIndex((scene) => scene[i] === ndvi[first]![i]),
  );
  expect(winnerDifferences(pixels, index)).toEqual([]);
  const data = index.map((scene, i) => ndvi[scene]![i]!);
  expect(bandDifferences(pixels, 'ndvi', { data })).toEqual([]);
}

export async function expectSpectra(viewer: ViewerHandle, scenes: ImageCollection): Promise<void> {
  const qonly = (scene: Image) => scene.select('clp');
  const qandbands = (scene: Image) =>
    names.reduce((quality, name) => quality.updateMask(scene.select(name)), qonly(scene));
  await offer(viewer, {
    qonly_best: rankedBy(qonly, scenes, -1),
    qonly_worst: rankedBy(qonly, scenes, 1),
    qandbands_best: rankedBy(qandbands, scenes, -1),
    qandbands_worst: rankedBy(qandbands, scenes, 1),
  });
  for (const layer of rules.flatMap((rule) => ends.map((end) => `${rule}_${end}`))) {
    const pixels = await computePixels(viewer, { layer, grid, bands: names });
    const samples = await samplesOf(`truth/s10_q8_${layer}_last_b13.tif`);
    const bands = Object.fromEntries(names.map((name, i) => [name, withHoles(samples[i]!)]));
    await expectTruth(pixels, `s10_q8_${layer}_last_index`, bands);
  }
}

export async function expectEarthSearch(viewer: ViewerHandle, scenes: ImageCollection): Promise<void> {
  const byCloud = (sign: number) => rankedBy((scene) => scene.select('cloud'), scenes, sign);
  await offer(viewer, { best: byCloud(-1), worst: byCloud(1) });
  const samples = { blue: 1, green: 2, red: 3, nir: 7 };
  for (const end of ends) {
    const pixels = await computePixels(viewer, { layer: end, grid, bands: Object.keys(samples) });
    const truth = await samplesOf(`truth/s10_q8_qonly_${end}_last_b13.tif`);
    const bands = Object.fromEntries(
      Object.entries(samples).map(([name, sample]) => [name, withHoles(truth[sample]!)]),
    );
    await expectTruth(pixels, `s10_q8_qonly_${end}_last_index`, bands);
  }
}
