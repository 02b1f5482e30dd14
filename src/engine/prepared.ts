import { typeOfExpr } from '../compose/bounds.ts';
import { leafBands } from '../compose/glsl.ts';
import type { Recipe } from '../compose/recipe.ts';
import { narrowBands, outputBands } from '../compose/resolve.ts';
import {
  bandNames,
  parseVisParams,
  type AvailableBand,
  type DisplayStyle,
  type VisParams,
} from '../compose/vis-params.ts';
import { groundPixelSize } from '../grid/ground.ts';
import type { LngLat } from '../grid/grid.ts';
import type { PixelBand } from '../expression/pixel.ts';
import type { BandInfo } from '../raster/reader.ts';
import { shiftedType, type Dtype } from '../dtype.ts';
import type { BandSource, Scene } from '../scene/scene.ts';
import { isAbort } from '../errors.ts';
import { askedImages, evaluationOf, evaluationOfImage, isMadeName } from './asked-images.ts';
import type { BandBook } from './band-book.ts';
import { ImageTypes } from './made-types.ts';
import { centreOfRecipe } from './recipe-centre.ts';

/** A layer ready to compose: what its visualisation shows, and where it can be shown at all. */
export interface PreparedLayer {
  /** Only the bands that are shown. */
  readonly recipe: Recipe;
  readonly style: DisplayStyle;
  readonly centre: LngLat;
  /** Ground metres of the largest output pixel that is still composed; beyond it footprints are drawn. */
  readonly coarsest: number;
}

/** Overviews end where files do; some way beyond, every n-th of their pixels still makes a picture. */
export const beyondOverviews = 4;

/** @throws BestpixelError 'bad-input' or 'missing-band' where visualisation parameters do not fit the bands. */
export async function prepareLayer(
  book: BandBook,
  { recipe, visParams, signal }: { recipe: Recipe; visParams: VisParams; signal?: AbortSignal },
): Promise<PreparedLayer> {
  const centre = centreOfRecipe(recipe);
  const wanted = shownBands(recipe, visParams);
  const narrowed = narrowBands(recipe, wanted);
  const [available, coarsest] = await Promise.all([
    availableBands(book, narrowed, signal),
    coarsestLevel(book, { recipe: narrowed, centre, signal }),
  ]);
  const style = parseVisParams(visParams, available);
  return { recipe: narrowed, style, centre, coarsest: coarsest * beyondOverviews };
}

/** The bands that are shown: those named, else the first three. Only they are looked at. */
export function shownBands(recipe: Recipe, visParams: VisParams): readonly string[] {
  return bandNames(visParams) ?? outputBands(recipe).slice(0, 3);
}

async function availableBands(
  book: BandBook,
  recipe: Recipe,
  signal?: AbortSignal,
): Promise<AvailableBand[]> {
  const types = new ImageTypes({
    candidatesOf: ({ scenes }) => [...scenes.keys()],
    typesOfFiles: async ({ list }, names) =>
      new Map(
        await Promise.all(
          names.map(async (name) => [name, await typeOfBand(book, list.scenes, name, signal)] as const),
        ),
      ),
  });
  const bands = recipe.selections.flatMap(({ bands }) => bands);
  return Promise.all(
    bands.map(async ({ name, expr }: PixelBand) => {
      const leaves = await types.leavesOf(recipe, leafBands([expr]));
      return { name, ...typeOfExpr(expr, leaves) };
    }),
  );
}

/** As declared, else as a file says that can be read. */
async function typeOfBand(
  book: BandBook,
  scenes: readonly Scene[],
  band: string,
  signal?: AbortSignal,
): Promise<Dtype> {
  const sources = sourcesOf(scenes, band);
  for (const { dtype, shift } of sources) if (dtype) return shiftedType(dtype, shift);
  return (await firstInfo(book, sources, signal))?.dtype ?? 'float32';
}

/** Metres of the coarsest level's pixel, by a scene that can be read, of all that decides which pixels there are. */
async function coarsestLevel(
  book: BandBook,
  request: { recipe: Recipe; centre: LngLat; signal?: AbortSignal },
): Promise<number> {
  const { recipe, centre, signal } = request;
  const sizes = await Promise.all(
    deciding(recipe).map(async (sources) => {
      const info = await firstInfo(book, sources, signal);
      return info ? Math.max(...groundPixelSize(info.crs, info.levels.at(-1)!.affine, centre)) : Infinity;
    }),
  );
  return Math.min(Infinity, ...sizes.map((size) => (Number.isFinite(size) ? size : Infinity)));
}

/** The files by which scenes are ranked or that are reduced, images that the recipe takes part of included. */
function deciding(recipe: Recipe): (readonly BandSource[])[] {
  const images = [...askedImages(recipe)].map(([image, bands]) => evaluationOfImage(image, bands));
  return [evaluationOf(recipe), ...images].flatMap(({ list, qualities, bands }) =>
    leafBands(qualities.length > 0 ? qualities : bands)
      .filter((band) => !isMadeName(band))
      .map((band) => sourcesOf(list.scenes, band)),
  );
}

function sourcesOf(scenes: readonly Scene[], band: string): BandSource[] {
  return scenes.map(({ bands }) => bands.get(band)).filter((source) => source !== undefined);
}

async function firstInfo(
  book: BandBook,
  sources: readonly BandSource[],
  signal?: AbortSignal,
): Promise<BandInfo | null> {
  // One as a rule, the last, which is ranked first; where that fails twice as many at once, so that a silent server is
  // soon found out.
  for (let end = sources.length, count = 1; end > 0; end -= count, count *= 2) {
    const asked = sources
      .slice(Math.max(0, end - count), end)
      .map((source) => infoOrNull(book, source, signal));
    const info = (await Promise.all(asked)).find((each) => each !== null);
    if (info) return info;
  }
  return null;
}

/** Whoever composes the scene reports its failure; here another scene may answer. */
async function infoOrNull(
  book: BandBook,
  source: BandSource,
  signal?: AbortSignal,
): Promise<BandInfo | null> {
  try {
    return await book.describe(source, signal);
  } catch (error) {
    if (isAbort(error)) throw error;
    return null;
  }
}
