import { randomNumbers } from '../../compose/testing/random-exprs.ts';
import { ee } from '../../ee/ee.ts';
import { keyOf } from '../../tiles/view-tile.ts';
import type { LayerSpec } from '../layer.ts';
import { FakeReader } from './fake-reader.ts';
import { makeFakeScenes, type FakeScenes } from './fake-scenes.ts';
import { LiveEngine, type LiveOptions } from './live-engine.ts';
import { columnOf, rowOf } from './place.ts';
import { differences, truthOf, type TruthRequest } from './truth.ts';

const seed = 816;

export const bands = {
  q: { dtype: 'uint8', values: [0, 1, 7, 100] },
  red: { dtype: 'uint16', declared: 'uint16', masked: 0.1 },
  green: { dtype: 'int16', declared: 'int16' },
} as const;

export const best: LayerSpec = {
  id: 'best',
  image: ee.ImageCollection('fake').qualityMosaic('q'),
  visParams: { bands: ['red'], max: 4500 },
};

/** A live engine over so many scenes of random pixels, the same for the same number. */
export function setUp(count: number, engine: LiveOptions['engine'] = {}, spec = makeSpec()) {
  const scenes = makeFakeScenes({ random: randomNumbers(seed + count), count, bands: spec });
  const reader = new FakeReader(scenes);
  return { scenes, reader, live: new LiveEngine({ reader, list: scenes.list, engine }) };
}

function makeSpec(): Parameters<typeof makeFakeScenes>[0]['bands'] {
  return bands;
}

/** How the view's tiles of the first layer differ from a plain loop's, tile by tile, by its first band. */
export async function wrongTiles(
  live: LiveEngine,
  scenes: FakeScenes,
  more: Partial<TruthRequest> = {},
): Promise<string[]> {
  const wrong: string[] = [];
  const { tiles, tileSize } = live.view;
  for (const tile of tiles) {
    const [part] = live.engine.layers[0]!.tiles.get(keyOf(tile))?.mosaic?.parts ?? [];
    if (!part) {
      wrong.push(`${keyOf(tile)} has no pixels`);
      continue;
    }
    const { winner } = await part.state.read();
    const [carried] = (await part.carried[0]!.read()).bands;
    const at = { x: columnOf(tile, tileSize), y: rowOf(tile, tileSize), width: tileSize, height: tileSize };
    const quality = { band: 'q', times: 1 };
    const { bands = ['red'] } = more;
    const expected = truthOf({ scenes, quality, part: at, ...more, bands });
    const found = differences({ scene: winner, bands: { [bands[0]!]: carried! } }, expected);
    if (Object.keys(found).length > 0) wrong.push(`${keyOf(tile)}: ${JSON.stringify(found)}, seed ${seed}`);
  }
  return wrong;
}

/** How many winners are not those of a plain loop over the scenes that meet the tile, by the scenes themselves. */
export function wrongWinners(
  live: LiveEngine,
  scenes: FakeScenes,
  takesPart: (scene: number) => boolean,
): Record<string, number> {
  const wrong: Record<string, number> = {};
  for (const id of live.view.tiles) {
    const tile = live.engine.layers[0]!.tiles.get(keyOf(id))!;
    const size = live.view.tileSize;
    const meets = new Set(tile.candidates.map((i) => tile.layer.recipe.list.scenes[i]!.id));
    const { scene } = truthOf({
      scenes,
      quality: { band: 'q', times: 1 },
      bands: [],
      part: { x: columnOf(id, size), y: rowOf(id, size), width: size, height: size },
      takesPart: (index) => takesPart(index) && meets.has(scenes.list.scenes[index]!.id),
    });
    const expected = new Set(
      [...scene].filter((index) => index >= 0).map((index) => scenes.list.scenes[index]!.id),
    );
    const found = new Set(tile.winners.map((winner) => winner.id));
    const different = [...expected, ...found].filter((id) => !expected.has(id) || !found.has(id)).length;
    if (different > 0) wrong[keyOf(id)] = different;
  }
  return wrong;
}
