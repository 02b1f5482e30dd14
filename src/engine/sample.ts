import { leafBands } from '../compose/glsl.ts';
import { arrayOf, type CarriedBand } from '../compose/carried.ts';
import { isAcquisition } from '../compose/leaf-scenes.ts';
import type { MadeImage, MadeSource, Recipe } from '../compose/recipe.ts';
import type { Grid, LngLat } from '../grid/grid.ts';
import { acquisitionOf, type Scene } from '../scene/scene.ts';
import { askedImages, evaluationOfImage, takeBands, type AskedImages } from './asked-images.ts';
import { contestAt, readPixel, valueAt, type Chosen, type Contest, type PixelRequest } from './contest.ts';
import { FailureLog, type SceneFailure } from './failures.ts';
import { MadeImages, type InnerMosaic, type InnerPixels } from './made-images.ts';
import { isComposed, originOf, sourcesOf } from './origins.ts';
import type { Readers, ReadScene } from './scene-windows.ts';
import { onePerAcquisition, type BandValues, type SeriesEntry } from './series.ts';
import { centreOfRecipe } from './recipe-centre.ts';

export type { BandValues, SeriesEntry } from './series.ts';

/** One pixel takes next to nothing: what counts is how long answers take. */
const imagesAtOnce = 16;

export interface SampleRequest {
  readonly recipe: Recipe;
  /** 1 × 1 pixel. */
  readonly grid: Grid;
  /** Output bands without which a scene cannot win, as those that a layer shows; all unless given. */
  readonly shown?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface PixelSample {
  readonly values: BandValues;
  /** The winner; of the first band where bands are chosen apart. Null where no single acquisition gave the pixel. */
  readonly scene: { readonly id: string; readonly datetime: number } | null;
  /**
   * Every acquisition whose footprint meets the pixel and that can win a band, in order; its other bands may be null.
   * Of a composed image those that it is composed of, with the bands that it takes of them.
   */
  readonly series: readonly SeriesEntry[];
  readonly failures: readonly SceneFailure[];
}

/** All scenes at one pixel, on the CPU: the GPU's twin. Values and winners are those that composing would give. */
export async function samplePixel(readers: Readers, request: SampleRequest): Promise<PixelSample> {
  const { recipe, grid, signal } = request;
  const failures = new FailureLog();
  const { images, centre, inner } = pixelImages(readers, recipe, request);
  const pixel = { grid, centre, images, failures, signal };
  const { scenes, chosen } = await contestAt(readers, { ...pixel, recipe, shown: request.shown });
  const values = Object.fromEntries(
    chosen.flatMap(({ winner, values, selection }) =>
      selection.bands.map(({ name }) => [name, winner === null ? null : (values[winner]![name] ?? null)]),
    ),
  );
  const teller = new Teller(readers, { recipe, pixel, inner });
  const [first] = chosen;
  const winner = first && (await teller.winnerOf(recipe, first, scenes));
  const series = await teller.seriesOf(recipe, { scenes, chosen }, winner ?? null, request.shown);
  const scene = winner ? nameOf(winner) : null;
  return { values, scene, series: onePerAcquisition(series), failures: failures.list() };
}

/** The images that a recipe takes part of, composed at one pixel. */
export function pixelImages(
  readers: Readers,
  recipe: Recipe,
  { grid, shown }: Pick<SampleRequest, 'grid' | 'shown'>,
): { readonly images: MadeImages; readonly centre: LngLat; readonly inner: InnerContests } {
  const centre = centreOfRecipe(recipe);
  const inner = new InnerContests(readers, shown && askedImages(takeBands(recipe, shown)));
  const images = new MadeImages(readers, {
    recipe,
    grid,
    centre,
    compose: inner.compose,
    atOnce: imagesAtOnce,
  });
  return { images, centre, inner };
}

/** Composes the mosaics that a recipe takes part of, at one pixel, and keeps how each was chosen. */
class InnerContests {
  readonly contests = new Map<MadeImage, Contest>();
  readonly #readers: Readers;
  readonly #shown: AskedImages | undefined;

  /** @param shown by image the bands without which a scene cannot win; all unless given */
  constructor(readers: Readers, shown?: AskedImages) {
    this.#readers = readers;
    this.#shown = shown;
  }

  readonly compose = async (inner: InnerMosaic): Promise<InnerPixels> => {
    const { image, recipe } = inner;
    const failures = new FailureLog();
    const contest = await contestAt(this.#readers, { ...inner, failures, shown: this.#shown?.get(image) });
    this.contests.set(image, contest);
    const parts = contest.chosen.map(({ selection, winner, values }) => ({
      selection,
      winner: Int32Array.of(winner === null ? -1 : contest.scenes[winner]!.scene),
      bands: selection.bands.map(({ name }) => carried(winner === null ? null : values[winner]![name]!)),
    }));
    return { parts: recipe.selections.length === 0 ? [] : parts, failures, rankedFrom: null };
  };
}

/** One pixel. Float64 holds what each type of the GPU holds. */
function carried(value: number | null): CarriedBand {
  const whole = value !== null && Number.isInteger(value);
  const type = !whole
    ? 'float'
    : value === (value | 0)
      ? 'int'
      : value >= 0 && value < 2 ** 32
        ? 'uint'
        : 'float';
  const data = arrayOf(type, 1);
  data[0] = value ?? 0;
  return { data, mask: Uint8Array.of(value === null ? 0 : 1) };
}

interface Entry {
  readonly acquisition: string;
  readonly entry: SeriesEntry;
}

/** Tells of acquisitions where scenes stand for images. */
class Teller {
  readonly #readers: Readers;
  readonly #pixel: PixelRequest;
  readonly #inner: InnerContests;
  readonly #recipe: Recipe;
  readonly #told = new Set<MadeImage>();

  constructor(
    readers: Readers,
    { recipe, pixel, inner }: { recipe: Recipe; pixel: PixelRequest; inner: InnerContests },
  ) {
    this.#readers = readers;
    this.#recipe = recipe;
    this.#pixel = pixel;
    this.#inner = inner;
  }

  /** The acquisition that a selection's pixel comes from. */
  async winnerOf(
    recipe: Recipe,
    { winner, selection }: Chosen,
    scenes: readonly ReadScene[],
  ): Promise<Scene | null> {
    if (winner === null) return null;
    const { images, signal } = this.#pixel;
    const exprs = [...selection.bands.map(({ expr }) => expr), selection.quality];
    const index = Int32Array.of(scenes[winner]!.scene);
    const origin = await originOf({ recipe, exprs, winner: index, images, signal });
    return origin?.scenes[origin.scene[0]!] ?? null;
  }

  async seriesOf(
    recipe: Recipe,
    { scenes, chosen }: Contest,
    winner: Scene | null,
    shown?: readonly string[],
  ): Promise<Entry[]> {
    const composed = isComposed(recipe);
    const entries = await Promise.all(
      scenes.map(async (read, i) => {
        const scene = recipe.list.scenes[read.scene]!;
        if (composed && !isAcquisition(scene)) return this.#behind(recipe, read.scene, winner, shown);
        const values = Object.fromEntries(chosen.flatMap(({ values }) => Object.entries(values[i]!)));
        const quality = chosen[0]?.qualities[i] ?? null;
        const plain = recipe === this.#recipe && !composed;
        const won = plain ? chosen[0]?.winner === i : scene === winner;
        return [entryOf(scene, { quality, values, winner: won })];
      }),
    );
    return entries.flat();
  }

  /** Of the first image behind a scene that the winner may come from; else of the first. */
  async #behind(
    recipe: Recipe,
    scene: number,
    winner: Scene | null,
    shown?: readonly string[],
  ): Promise<Entry[]> {
    const bands = recipe.selections.flatMap((selection) => selection.bands);
    const told = bands.filter(({ name }) => shown === undefined || shown.includes(name));
    const names = leafBands([
      ...told.map(({ expr }) => expr),
      ...recipe.selections.map(({ quality }) => quality),
    ]);
    const sources = sourcesOf(recipe, names, scene);
    const source = (await this.#firstOfAcquisitions(sources)) ?? sources[0];
    if (!source || this.#told.has(source.image)) return [];
    this.#told.add(source.image);
    return this.#ofImage(source.image, sources, winner);
  }

  async #firstOfAcquisitions(sources: readonly MadeSource[]): Promise<MadeSource | undefined> {
    const { images, signal } = this.#pixel;
    for (const source of sources) if (await images.originOf(source, signal)) return source;
    return undefined;
  }

  async #ofImage(image: MadeImage, sources: readonly MadeSource[], winner: Scene | null): Promise<Entry[]> {
    if (image.kind === 'mosaic') {
      const contest = this.#inner.contests.get(image);
      return contest ? this.seriesOf(image.recipe, contest, winner) : [];
    }
    const { list, made, bands } = image.reduction;
    const names = sources.filter((source) => source.image === image).map(({ band }) => band);
    const output = evaluationOfImage(image, names).bands;
    const needed = new Set(leafBands(output));
    const pixel = { ...this.#pixel, failures: new FailureLog() };
    const read = await readPixel(this.#readers, { ...pixel, list, made, needed, output });
    const whole = read.scenes.filter(({ windows }) => [...needed].every((band) => windows.has(band)));
    return Promise.all(
      whole.map(async (scene) => {
        const own = list.scenes[scene.scene]!;
        const data = hasData(own, scene);
        const values = Object.fromEntries(
          bands
            .filter(({ name }) => names.includes(name))
            .map(({ name, expr }) => [name, data ? valueAt(expr, scene, read.leaves).value : null]),
        );
        const told = (await this.#acquisition(sourcesOf({ made }, [...needed], scene.scene))) ?? own;
        return entryOf(isAcquisition(own) ? own : told, { quality: null, values, winner: false });
      }),
    );
  }

  async #acquisition(sources: readonly MadeSource[]): Promise<Scene | null> {
    const { images, signal } = this.#pixel;
    const source = await this.#firstOfAcquisitions(sources);
    const origin = source && (await images.originOf(source, signal));
    return origin?.scenes[origin.scene[0]!] ?? null;
  }
}

function hasData({ reference }: Scene, { windows }: ReadScene): boolean {
  return reference === undefined || windows.get(reference)?.mask[0] === 1;
}

function entryOf(scene: Scene, told: Omit<SeriesEntry, 'scene'>): Entry {
  return { acquisition: acquisitionOf(scene), entry: { scene: nameOf(scene), ...told } };
}

function nameOf({ id, datetime }: Scene): SeriesEntry['scene'] {
  return { id, datetime };
}
