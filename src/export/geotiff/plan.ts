import { narrowBands, outputBands } from '../../compose/resolve.ts';
import type { Recipe } from '../../compose/recipe.ts';
import { bandNames } from '../../compose/vis-params.ts';
import { bytesPerPixel } from '../../dtype.ts';
import { winnersOf } from '../../engine/compose-square.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Layer } from '../../engine/layer.ts';
import { shownBands } from '../../engine/prepared.ts';
import { BestpixelError } from '../../errors.ts';
import type { Grid } from '../../grid/grid.ts';
import { originalOf, type BandSource, type Scene } from '../../scene/scene.ts';
import type { Area } from './area.ts';
import { bytesToRead } from './bytes-to-read.ts';
import { boundsOfArea, frameOf, gridOver } from './grid-over.ts';
import { nativeFrame } from './native-frame.ts';
import type { SavedBand, Scaling } from './saved-bands.ts';

/** What a person wants of a layer. */
export interface GeotiffChoice {
  readonly layer: Layer;
  readonly area: Area;
  /** Null: the pixels that most scenes have. */
  readonly pixels: { readonly crs: string; readonly size: number } | null;
  /** Output bands. */
  readonly bands: readonly string[];
  /** As 32-bit floats in their physical unit. */
  readonly scaled: boolean;
  /** With bands that tell the winner. */
  readonly scene: boolean;
  readonly date: boolean;
}

/** The same, looked up: what will be composed, and what that takes. */
export interface GeotiffPlan {
  readonly choice: GeotiffChoice;
  readonly recipe: Recipe;
  /** Composed for them; the first tells who won. */
  readonly composed: readonly string[];
  readonly grid: Grid;
  readonly bands: readonly SavedBand[];
  readonly scenes: readonly Scene[];
  readonly declared: readonly number[];
  /** The share of scenes that have the grid's CRS; null: it was chosen. */
  readonly nativeShare: number | null;
  /** Null: nobody can tell. */
  readonly bytesToRead: number | null;
  /** Uncompressed, overviews included. */
  readonly largestFile: number;
}

/** Bands of a layer that can be saved, and those it shows. */
export interface SavableBands {
  readonly all: readonly string[];
  readonly shown: readonly string[];
  /** Those whose numbers mean the same in all scenes, and another than what is stored. */
  readonly scalable: readonly string[];
}

/** Rejects with what listing its scenes rejects with. */
export async function savableBands(
  engine: Engine,
  { layer, area, signal }: { layer: Layer; area: Area; signal: AbortSignal },
): Promise<SavableBands> {
  const recipe = await engine.recipeFor(layer, await boundsOfArea(area), signal);
  const all = outputBands(recipe);
  const shown = shownBands(recipe, layer.visParams).filter((name) => all.includes(name));
  const scalable = all.filter((name) => {
    const { agreed } = sourcesOf(recipe, name);
    return agreed !== null && (agreed.scale !== 1 || agreed.offset !== 0);
  });
  return { all, shown, scalable };
}

/**
 * Rejects with 'bad-input' for what cannot be saved so, 'too-large', 'unknown-crs', 'no-georeference', and what listing
 * scenes rejects with.
 */
export async function planGeotiff(
  engine: Engine,
  choice: GeotiffChoice,
  signal: AbortSignal,
): Promise<GeotiffPlan> {
  const { layer, area, pixels, scene, date } = choice;
  if (choice.bands.length === 0 && !scene && !date) {
    throw new BestpixelError('bad-input', 'no band is chosen', { remedy: 'Choose at least one.' });
  }
  const bounds = await boundsOfArea(area);
  const whole = await engine.recipeFor(layer, bounds, signal);
  const composed = choice.bands.length > 0 ? choice.bands : shownBands(whole, layer.visParams).slice(0, 1);
  const recipe = narrowBands(whole, composed);
  const native = pixels
    ? null
    : await nativeFrame(recipe, { book: engine.book, bounds, bands: composed, signal });
  const grid = await gridOver(area, native ?? (await frameOf(pixels!.crs, pixels!.size)));
  const bands = bandsOf(choice, recipe);
  return {
    choice,
    recipe,
    composed,
    grid,
    bands,
    scenes: winnersOf(recipe),
    declared: declaredNodata(engine, recipe, composed),
    nativeShare: native?.share ?? null,
    bytesToRead: bytesToRead(recipe, grid),
    largestFile:
      (grid.width *
        grid.height *
        bands.length *
        (choice.scaled ? 4 : widestBytes(recipe, choice.bands)) *
        4) /
      3,
  };
}

function bandsOf({ layer, bands, scaled, scene, date }: GeotiffChoice, recipe: Recipe): SavedBand[] {
  const shown = bandNames(layer.visParams) ?? [];
  const colours = shown.length === 3 ? (['Red', 'Green', 'Blue'] as const) : [];
  const values = bands.map((name): SavedBand => {
    const { agreed } = sourcesOf(recipe, name);
    const colour = colours[shown.indexOf(name)];
    const scaling = agreed && (agreed.scale !== 1 || agreed.offset !== 0) ? agreed : null;
    return {
      kind: 'values',
      name,
      text: { ...(colour && { colour }), ...(!scaled && scaling) },
      scaled: scaled ? (scaling ?? { scale: 1, offset: 0 }) : null,
    };
  });
  return [
    ...values,
    ...(scene ? [{ kind: 'scene' } as const] : []),
    ...(date ? [{ kind: 'date' } as const] : []),
  ];
}

/** The bands of scenes that an output band passes on as they are, and the scale that all of them agree on. */
function sourcesOf(recipe: Recipe, name: string): { sources: BandSource[]; agreed: Scaling | null } {
  const band = recipe.selections.flatMap(({ bands }) => bands).find((each) => each.name === name);
  if (band?.expr.op !== 'band') return { sources: [], agreed: null };
  const own = band.expr.band;
  const sources = recipe.list.scenes.flatMap((scene) => originalOf(scene).bands.get(own) ?? []);
  const [first] = sources;
  const agrees =
    first && sources.every(({ scale, offset }) => scale === first.scale && offset === first.offset);
  return { sources, agreed: agrees ? { scale: first.scale, offset: first.offset } : null };
}

/** Scenes of which it is asked; the others mostly declare the same. */
const asked = 4;

function declaredNodata({ book }: Engine, recipe: Recipe, names: readonly string[]): number[] {
  const values = names.flatMap((name) =>
    sourcesOf(recipe, name)
      .sources.slice(0, asked)
      .flatMap((source) => {
        const { dataset, declared } = source.nodata;
        return [book.known(source)?.nodata, dataset, declared].filter((value) => value != null);
      }),
  );
  return [...new Set(values)];
}

/** As far as catalogs tell; what they do not tell is taken for 16 bits. */
function widestBytes(recipe: Recipe, names: readonly string[]): number {
  const types = names.map((name) => sourcesOf(recipe, name).sources[0]?.dtype);
  return Math.max(2, ...types.map((type) => (type ? bytesPerPixel(type) : 2)));
}
