import { evaluate } from '../../compose/cpu.ts';
import { leafBands } from '../../compose/glsl.ts';
import { orderKey } from '../../compose/key.ts';
import type { Recipe, Selection } from '../../compose/recipe.ts';
import { typeOfExpr } from '../../compose/bounds.ts';
import { tileBounds, tileGrid } from '../../grid/tile.ts';
import type { BandWindow, Reader } from '../../raster/reader.ts';
import { centreOf } from '../../scene/bounds.ts';
import { BandBook } from '../band-book.ts';
import { candidatesWithin } from '../candidates.ts';
import { FailureLog } from '../failures.ts';
import { distinctTiles, type View } from '../view.ts';

/**
 * Reads of a recipe what a view needs, without a GPU: the quality from the last scenes to the first until every pixel
 * holds the highest there can be, then the bands of those that win.
 */
export async function readView(
  reader: Reader,
  { recipe, view, layersPerArray = 16 }: { recipe: Recipe; view: View; layersPerArray?: number },
): Promise<void> {
  const book = new BandBook(reader);
  for (const id of distinctTiles(view)) {
    const grid = tileGrid(id, view.tileSize);
    const candidates = candidatesWithin(recipe.list, tileBounds(id));
    const centre = centreOf(recipe.list)!;
    const read = async (scene: number, bands: readonly string[]): Promise<Map<string, BandWindow>> =>
      new Map(
        await Promise.all(
          bands.map(async (band) => {
            const source = recipe.list.scenes[scene]!.bands.get(band)!;
            return [band, await reader.read({ source, grid, centre })] as const;
          }),
        ),
      );
    for (const selection of recipe.selections) {
      const winners = await select({ book, recipe, selection, candidates, layersPerArray, read });
      const bands = leafBands(selection.bands.map(({ expr }) => expr));
      for (const scene of winners) await read(scene, bands);
    }
  }
}

async function select(from: {
  book: BandBook;
  recipe: Recipe;
  selection: Selection;
  candidates: readonly number[];
  layersPerArray: number;
  read: (scene: number, bands: readonly string[]) => Promise<Map<string, BandWindow>>;
}): Promise<Set<number>> {
  const { book, recipe, selection, candidates, layersPerArray, read } = from;
  const { quality } = selection;
  const bands = leafBands([quality]);
  const all = recipe.list.scenes;
  const { types: leaves } = await book.typesOf({
    bands,
    scenes: candidates,
    all,
    failures: new FailureLog(),
  });
  const { type, high } = typeOfExpr(quality, leaves);
  const best = type === 'float' ? Infinity : orderKey(high, type);
  let keys = new Float64Array();
  let winner = new Int32Array();
  for (let end = candidates.length; end > 0; end -= layersPerArray) {
    for (const scene of candidates.slice(Math.max(0, end - layersPerArray), end)) {
      const windows = await read(scene, bands);
      const [first] = windows.values();
      const length = first ? first.width * first.height : 1;
      if (keys.length === 0)
        [keys, winner] = [new Float64Array(length).fill(-1), new Int32Array(length).fill(-1)];
      const { values, mask } = evaluate({ expr: quality, leaves, bands: windows, length });
      for (let i = 0; i < length; i++) {
        if (mask[i] === 0) continue;
        const key = orderKey(values[i]!, type);
        if (key < keys[i]! || (key === keys[i]! && scene < winner[i]!)) continue;
        [keys[i], winner[i]] = [key, scene];
      }
    }
    if (keys.every((key) => key === best)) break;
  }
  return new Set([...winner].filter((scene) => scene >= 0));
}
