import { gridLngLatBounds } from '../grid/grid-bounds.ts';
import { isAbort } from '../errors.ts';
import { groundPixelSize } from '../grid/ground.ts';
import { chooseLevel } from '../raster/warp/level.ts';
import type { BandBook } from './band-book.ts';
import { candidatesOn } from './candidates.ts';
import { originalOf, type BandSource, type Scene } from '../scene/scene.ts';
import type { Subject } from './inspect-subject.ts';
import type { InspectedGrids } from './inspect-places.ts';
import type { InspectedBand } from './inspection.ts';
import { centreOfRecipe } from './recipe-centre.ts';
import type { Readers } from './scene-windows.ts';

/** The band with Sentinel-2's scene classes. */
export function classBand({ bands }: Scene): string | undefined {
  return ['SCL', 'scl'].find((name) => bands.has(name));
}

/** Adds the class of the middle pixel of each scene that was told of, as far as it can be read. */
export async function addClasses(
  readers: Readers,
  told: { readonly scenes: readonly Scene[]; addClass(scene: Scene, value: number): void },
  of: { subjects: readonly Subject[]; grids: InspectedGrids; signal?: AbortSignal },
): Promise<void> {
  const { subjects, grids, signal } = of;
  const [first] = subjects;
  if (!first || grids.grid.width * grids.grid.height > 1 || !gridLngLatBounds(grids.grid)) return;
  const centre = centreOfRecipe(first.recipe);
  await Promise.all(
    told.scenes.map(async (scene) => {
      const band = classBand(scene);
      if (band === undefined) return;
      try {
        const source = scene.bands.get(band)!;
        const { data, mask } = await readers.reader.read({ source, grid: grids.grid, centre }, signal);
        if (mask[0] === 1) told.addClass(scene, data[0]!);
      } catch (error) {
        // The class is beside the point: a scene whose other bands are read is told without it.
        if (isAbort(error)) throw error;
      }
    }),
  );
}

/** The shown bands of layers in order of first use, with the scale that all scenes agree on. */
export function bandsOf(subjects: readonly Subject[]): InspectedBand[] {
  const names = new Set(subjects.flatMap(({ shown }) => shown));
  return [...names].map((name) => {
    const sources = subjects.flatMap(({ recipe }) =>
      recipe.list.scenes.flatMap((scene) => originalOf(scene).bands.get(name) ?? []),
    );
    const [first] = sources;
    const agreed = first && sources.every((source) => sameScale(source, first));
    return { name, scale: agreed ? first.scale : 1, offset: agreed ? first.offset : 0 };
  });
}

function sameScale(a: BandSource, b: BandSource): boolean {
  return a.scale === b.scale && a.offset === b.offset;
}

/** Ground metres of the coarsest files' pixel that layers are read from here; null: nothing is known of them. */
export async function readFromOf(
  known: BandBook,
  subjects: readonly Subject[],
  { grid }: InspectedGrids,
): Promise<number | null> {
  const sizes = subjects.flatMap(({ recipe }) => {
    const centre = centreOfRecipe(recipe);
    const [scene] = candidatesOn(recipe.list, grid).map((index) => recipe.list.scenes[index]!);
    return [...(scene?.bands.values() ?? [])].map(async (source) => {
      try {
        const { levels, crs } = await known.describe(source);
        const level = chooseLevel({ levels, crs, grid, centre });
        return Math.max(...groundPixelSize(crs, level.affine, centre));
      } catch {
        // What is not known was not read.
        return 0;
      }
    });
  });
  return Math.max(0, ...(await Promise.all(sizes))) || null;
}
