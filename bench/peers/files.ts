import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCog } from '../../src/geotiff-writer/cog.ts';
import { nearest, pyramid, tilesOf } from '../../src/geotiff-writer/overviews.ts';
import type { CogSpec } from '../../src/geotiff-writer/spec.ts';
import { crsFromCode } from '../../src/grid/crs.ts';
import { bands, colours, corner, finest, outline, sceneCount, side, zone } from './place.ts';
import { cloudOf, cloudSide, colourOf, type Kind } from './scenes.ts';

export const fileOf = (scene: number, band: string): string =>
  `${String(scene).padStart(2, '0')}-${band}.tif`;

/** Makes the files of a kind once, and the list of its scenes. Gives their folder. */
export async function filesOf(kind: Kind, folder: string, say: (line: string) => void): Promise<string> {
  const own = join(folder, kind);
  const stamp = join(own, 'made-by');
  const sources = ['files.ts', 'scenes.ts', 'place.ts'].map((file) =>
    readFileSync(join('bench/peers', file)),
  );
  const version = createHash('sha256').update(Buffer.concat(sources)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version) return own;
  mkdirSync(own, { recursive: true });
  const truth = new Truth();
  const bytes: Record<string, number> = {};
  for (let scene = 0; scene < sceneCount; scene++) {
    say(`Making the ${kind} stack: scene ${scene + 1} of ${sceneCount} (once; kept in ${own}).`);
    const { cloud, blocks } = await writeScene(kind, scene, own);
    truth.add(scene, cloud);
    Object.assign(bytes, blocks);
  }
  writeFileSync(
    join(own, 'items.json'),
    JSON.stringify(listOf(Array.from({ length: sceneCount }, (_, i) => i))),
  );
  writeFileSync(join(own, 'winners'), truth.winner);
  writeFileSync(join(own, 'blocks.json'), JSON.stringify(bytes));
  writeFileSync(stamp, version);
  return own;
}

/** Compressed bytes of the one block of each file that the view takes, by file. */
type Blocks = Record<string, number>;

async function writeScene(
  kind: Kind,
  scene: number,
  folder: string,
): Promise<{ cloud: Uint8Array; blocks: Blocks }> {
  const cloud = cloudOf(kind, scene);
  const blocks: Blocks = {};
  const write = async (
    band: string,
    data: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>,
  ): Promise<void> => {
    const spec = await specOf(data);
    const chunks = await writeCog(spec, tilesOf(spec, pyramid(spec, data, nearest)));
    // The header, the one block of the 80 m overview, then that of the 40 m one, with 8 bytes around it.
    blocks[fileOf(scene, band)] = chunks[2]!.length - 8;
    writeFileSync(join(folder, fileOf(scene, band)), Buffer.concat(chunks));
  };
  await write('cloud', cloud);
  await Promise.all(colours.map((name, band) => write(name, colourOf(cloud, { kind, scene, band }))));
  return { cloud, blocks };
}

/** Pixels of the overview that is read, along a side: 40 m each. */
export const overviewSide = side / 4;

/** Who wins at each pixel of the overview, by the numbers that the files are made of: the last of the clearest. */
class Truth {
  readonly winner = new Uint8Array(overviewSide ** 2);
  readonly #least = new Uint8Array(overviewSide ** 2).fill(255);

  add(scene: number, cloud: Uint8Array): void {
    for (let i = 0; i < this.winner.length; i++) {
      // The 20 m pixel under the centre: the one right and below of it.
      const [x, y] = [i % overviewSide, Math.floor(i / overviewSide)];
      const there = cloud[(2 * y + 1) * cloudSide + 2 * x + 1]!;
      if (there > this.#least[i]!) continue;
      this.#least[i] = there;
      this.winner[i] = scene;
    }
  }
}

async function specOf(data: Uint8Array | Uint16Array): Promise<CogSpec> {
  const isCloud = data.length === cloudSide ** 2;
  const [pixels, metres] = isCloud ? [cloudSide, 2 * finest] : [side, finest];
  return {
    grid: {
      crs: await crsFromCode(zone.code),
      affine: [metres, 0, corner.x, 0, -metres, corner.y],
      width: pixels,
      height: pixels,
    },
    type: isCloud ? 'uint8' : 'uint16',
    samples: 1,
    tileSize: 1024,
    overviews: isCloud ? 2 : 3,
  };
}

function extentOf(band: string): object {
  const [pixels, metres] = band === 'cloud' ? [cloudSide, 2 * finest] : [side, finest];
  return { 'proj:shape': [pixels, pixels], 'proj:transform': [metres, 0, corner.x, 0, -metres, corner.y] };
}

/** A STAC ItemCollection of scenes, a day apart; `hrefOf` may name the same files again. */
export function listOf(
  scenes: readonly number[],
  hrefOf: (scene: number, band: string, at: number) => string = fileOf,
): unknown {
  const [west, south, east, north] = [-105, 40.280_841, -104.515_525, 40.650_857];
  const features = scenes.map((scene, at) => ({
    type: 'Feature',
    stac_version: '1.0.0',
    id: `scene-${String(at).padStart(3, '0')}`,
    bbox: [west, south, east, north],
    geometry: { type: 'Polygon', coordinates: [outline] },
    properties: {
      datetime: new Date(Date.UTC(2024, 0, 1 + at, 17)).toISOString(),
      'proj:code': zone.code,
    },
    links: [],
    assets: Object.fromEntries(
      bands.map((band) => [
        band,
        {
          href: hrefOf(scene, band, at),
          type: 'image/tiff; application=geotiff; profile=cloud-optimized',
          roles: ['data'],
          ...extentOf(band),
          'raster:bands': [{ data_type: band === 'cloud' ? 'uint8' : 'uint16' }],
        },
      ]),
    ),
  }));
  return { type: 'FeatureCollection', features };
}
