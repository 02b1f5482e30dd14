import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PixelArray } from '../../src/dtype.ts';
import { writeCog } from '../../src/geotiff-writer/cog.ts';
import { meanWithout, mode, pyramid, type Resampling, tilesOf } from '../../src/geotiff-writer/overviews.ts';
import type { CogSpec } from '../../src/geotiff-writer/spec.ts';
import { airUnder } from './air.ts';
import { type AssetPlan, cloudAsset, reflectanceAssets, sclAsset } from './assets.ts';
import { classify, cloudProbability, type View } from './detect.ts';
import type { Ground } from './ground.ts';
import { itemOf, type WrittenFile } from './item.ts';
import type { DemoScene } from './passes.ts';
import { crs, origin, tiles, tileSide } from './place.ts';
import { sense } from './sensor.ts';
import { skyOver } from './sky.ts';
import { cutToSwath, swathMask } from './swath.ts';
import { idOf } from './naming.ts';

/** The pixels of one scene: four reflectances (10 m), cloud probability and classes (20 m). */
export interface ScenePixels {
  readonly reflectances: readonly Uint16Array<ArrayBuffer>[];
  readonly cloud: Uint8Array<ArrayBuffer>;
  readonly scl: Uint8Array<ArrayBuffer>;
}

export function takePicture({ pass, square }: DemoScene, ground: Ground): ScenePixels {
  const tile = tiles[square];
  const sky = skyOver(tile, pass);
  const view: View = { ground, tile, pass, sky };
  const air = airUnder(sky);
  const reflectances = ([0, 1, 2, 3] as const).map((band) => sense(band, { ground, tile, pass, air }));
  const cloud = cloudProbability(view);
  const scl = classify(view, { red: reflectances[2]!, nir: reflectances[3]! });
  const mask = swathMask(tile, pass);
  for (const plane of [...reflectances, cloud, scl]) cutToSwath(plane, mask);
  return { reflectances, cloud, scl };
}

/** Writes the scene's files to a folder of its own inside `root`; gives its STAC item. */
export async function writeScene(
  scene: DemoScene,
  { ground, root }: { readonly ground: Ground; readonly root: string },
) {
  const pixels = takePicture(scene, ground);
  const folder = join(root, idOf(scene));
  await mkdir(folder, { recursive: true });
  const planes: [AssetPlan, PixelArray, Resampling][] = [
    ...reflectanceAssets.map((plan, band): [AssetPlan, PixelArray, Resampling] => [
      plan,
      pixels.reflectances[band]!,
      meanWithout(0),
    ]),
    // A probability of 0 is the best there is, and Earth Search's overviews leave it out of their means all the same.
    [cloudAsset, pixels.cloud, meanWithout(0)],
    [sclAsset, pixels.scl, mode],
  ];
  const files = await Promise.all(
    planes.map(async ([plan, data, resampling]): Promise<[string, WrittenFile]> => {
      const spec = specOf(plan, scene);
      const bytes = Buffer.concat(await writeCog(spec, tilesOf(spec, pyramid(spec, data, resampling))));
      await writeFile(join(folder, plan.file), bytes);
      return [plan.key, { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }];
    }),
  );
  return itemOf(scene, { scl: pixels.scl, files: new Map(files) });
}

function specOf(plan: AssetPlan, { square }: DemoScene): CogSpec {
  const side = (tileSide * 10) / plan.gsd;
  const left = origin.easting + tiles[square].left * 10;
  return {
    grid: { crs, affine: [plan.gsd, 0, left, 0, -plan.gsd, origin.northing], width: side, height: side },
    type: plan.type,
    samples: 1,
    tileSize: 512,
    overviews: plan.overviews,
    nodata: 0,
    bands: plan.type === 'uint16' ? [{ scale: 0.0001, offset: -0.1 }] : [],
    metadata: { TIFFTAG_IMAGEDESCRIPTION: 'Synthetic picture made by Bestpixel, not a satellite image' },
  };
}
