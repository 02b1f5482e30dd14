import { leafBands } from '../compose/glsl.ts';
import { leafScenes } from '../compose/leaf-scenes.ts';
import type { MadeImage, Recipe, Selection } from '../compose/recipe.ts';
import { narrowBands, resolveLayer } from '../compose/resolve.ts';
import { groundPixelSize } from '../grid/ground.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import { tileBounds, tileGrid } from '../grid/tile.ts';
import type { BandSource, Scene, SceneList } from '../scene/scene.ts';
import { areaOf } from './area.ts';
import { aspectOf } from './aspect.ts';
import { askedImages, evaluationOf, evaluationOfImage, takeBands } from './asked-images.ts';
import { candidatesWithin } from './candidates.ts';
import { bytesOfReads, modelOf } from './file-model.ts';
import { fieldsOf, type LayerSpec } from './layer.ts';
import { beyondOverviews, shownBands } from './prepared.ts';
import { jobsAtOnce, type ViewLimits } from './tile-keeper.ts';
import { needOfTile } from './tile-need.ts';
import { distinctTiles, type View } from './view.ts';

export interface EstimateRequest {
  /** Of the layers that are shown, with no more bands than these show. */
  readonly recipes: readonly Recipe[];
  readonly view: View;
  readonly layersPerArray: number;
  readonly limits: ViewLimits;
}

/** What a view will take, roughly: half as much and twice as much are likely, too. */
export interface Estimate {
  /** To be read. */
  readonly bytes: number;
  /** Of the GPU: the tiles, and what composing some at a time takes. Scenes that are kept for later give way. */
  readonly gpuBytes: number;
}

/** The share of a tile's scenes that win a pixel in it, and the least number of them. */
const [winningShare, fewestWinners] = [1 / 3, 4];

/** The same of layers, by the lists that they ask for. Errors: those of resolving, 'missing-band'. */
export function estimateLayers(
  specs: readonly LayerSpec[],
  {
    lists,
    ...request
  }: Omit<EstimateRequest, 'recipes'> & { readonly lists: ReadonlyMap<string, SceneList> },
): Estimate | null {
  const shown = specs.map(fieldsOf).filter((fields) => fields.shown);
  const recipes = shown.map(({ node, visParams, aspect }) => {
    const recipe = aspectOf(resolveLayer(node, lists), aspect);
    return narrowBands(recipe, shownBands(recipe, visParams));
  });
  return estimateView({ ...request, recipes });
}

/**
 * What composing recipes in a view will take, before anything of them is read. The quality is read of every scene whose
 * footprint meets a tile, colour and the reference of those that win, by `file-model.ts`; no file is read twice for
 * several layers. Null where nothing is drawn: no scene meets the view, or it asks to zoom in.
 */
export function estimateView(request: EstimateRequest): Estimate | null {
  if (request.view.tiles.length === 0) return null;
  const drawn = request.recipes.map((recipe) => ({ recipe, tiles: tilesOf(recipe, request) }));
  const counted = drawn.filter(({ tiles }) => tiles.length > 0);
  if (counted.length === 0) return null;
  const reads = new Reads(request.view);
  let [lasting, work] = [0, 0];
  for (const { recipe, tiles } of counted) {
    const { layersPerArray, view } = request;
    const need = needOfTile({ recipe }, { size: view.tileSize, layersPerArray });
    lasting += tiles.length * need.lasting;
    work = Math.max(work, Math.min(jobsAtOnce, tiles.length) * (need.most - need.lasting));
    countRecipe(reads, { recipe, tiles, layersPerArray });
  }
  return { bytes: Math.round(reads.bytes), gpuBytes: lasting + work };
}

interface Tile {
  readonly bounds: LngLatBounds;
  readonly candidates: readonly number[];
}

/** Those with scenes; none where the view asks to zoom in. */
function tilesOf(recipe: Recipe, { view, limits }: EstimateRequest): Tile[] {
  const tiles = tilesWith(
    recipe.list,
    distinctTiles(view).map((id) => tileBounds(id)),
  );
  const leaves = { ...recipe.list, scenes: leafScenes(recipe) };
  const counted =
    leaves.scenes === recipe.list.scenes
      ? tiles
      : tilesWith(
          leaves,
          tiles.map(({ bounds }) => bounds),
        );
  const tooMany = [...tiles, ...counted].some(({ candidates }) => candidates.length > limits.sceneBudget);
  return tooMany || isTooCoarse(recipe, view) ? [] : tiles.filter(({ candidates }) => candidates.length > 0);
}

function tilesWith(list: SceneList, bounds: readonly LngLatBounds[]): Tile[] {
  return bounds.map((each) => ({ bounds: each, candidates: candidatesWithin(list, each) }));
}

function isTooCoarse(recipe: Recipe, view: View): boolean {
  const images = [...askedImages(recipe)].map(([image, bands]) => evaluationOfImage(image, bands));
  const models = [evaluationOf(recipe), ...images].flatMap(({ list: { scenes }, qualities, bands }) =>
    leafBands(qualities.length > 0 ? qualities : bands).flatMap((band) => {
      const scene = scenes.find((each) => each.bands.has(band));
      return scene ? [modelOf(scene.bands.get(band)!, scene)] : [];
    }),
  );
  return outputPixel(view) > beyondOverviews * Math.min(...models.map(({ coarsest }) => coarsest));
}

/** Ground metres of the view's pixel in its middle. */
function outputPixel({ tiles, tileSize, center }: View): number {
  const { crs, affine } = tileGrid(tiles[0]!, tileSize);
  return Math.max(...groundPixelSize(crs, affine, center));
}

interface Counted {
  readonly recipe: Recipe;
  readonly tiles: readonly Tile[];
  readonly layersPerArray: number;
}

/** With all images that it takes part of: these are composed wherever they are asked for. */
function countRecipe(reads: Reads, counted: Counted): void {
  const { recipe, tiles, layersPerArray } = counted;
  for (const selection of recipe.selections) countSelection(reads, { ...counted, selection });
  const bounds = tiles.map((tile) => tile.bounds);
  for (const [image, bands] of askedImages(recipe)) {
    if (image.kind === 'mosaic') {
      const inner = { recipe: takeBands(image.recipe, bands), tiles: tilesWith(image.recipe.list, bounds) };
      for (const selection of inner.recipe.selections)
        countSelection(reads, { ...inner, layersPerArray, selection });
    } else countReduction(reads, { image, bands, bounds });
  }
}

/** All bands of all scenes that meet a tile. */
function countReduction(
  reads: Reads,
  of: { image: MadeImage; bands: readonly string[]; bounds: readonly LngLatBounds[] },
): void {
  const { list, bands } = evaluationOfImage(of.image, of.bands);
  const met = new Set(tilesWith(list, of.bounds).flatMap(({ candidates }) => candidates));
  for (const index of met) {
    const scene = list.scenes[index]!;
    const { reference } = scene;
    for (const band of [...leafBands(bands), ...(reference === undefined ? [] : [reference])]) {
      reads.add(scene, band, 1);
    }
  }
}

/** Takes up what a selection reads of each scene: how likely, in the tiles that the scene meets. */
function countSelection(reads: Reads, of: Counted & { readonly selection: Selection }): void {
  const { selection, recipe, tiles, layersPerArray } = of;
  const ranking = leafBands([selection.quality]);
  const colours = leafBands(selection.bands.map(({ expr }) => expr));
  // Where a later scene has a pixel no earlier one can win: the first array of scenes mostly decides.
  const decidesEarly = selection.quality.op === 'maskOf';
  const met = new Map<number, { tiles: number; ranked: number; winning: number }>();
  for (const { candidates } of tiles) {
    const { length } = candidates;
    const share = Math.min(1, Math.max(fewestWinners / length, winningShare));
    candidates.forEach((index, i) => {
      const scene = met.get(index) ?? { tiles: 0, ranked: 0, winning: 0 };
      const ranked = decidesEarly && i < length - layersPerArray ? 0 : 1;
      scene.tiles++;
      scene.ranked += ranked;
      scene.winning += ranked * share;
      met.set(index, scene);
    });
  }
  for (const [index, { tiles, ranked, winning }] of met) {
    const scene = recipe.list.scenes[index]!;
    for (const band of ranking) reads.add(scene, band, ranked / tiles);
    const { reference } = scene;
    for (const band of reference === undefined ? colours : [...colours, reference]) {
      reads.add(scene, band, winning / tiles);
    }
  }
}

/** What is read of files: each once, however many ask. */
class Reads {
  readonly #area: LngLatBounds;
  readonly #output: number;
  readonly #files = new Map<string | Blob, { source: BandSource; scene: Scene; share: number }>();

  constructor(view: View) {
    this.#area = areaOf(view)!;
    this.#output = outputPixel(view);
  }

  /** @param share how likely it is read where the scene meets the view */
  add(scene: Scene, band: string, share: number): void {
    const source = scene.bands.get(band);
    if (source && share > 0) this.#add(scene, source, share);
  }

  get bytes(): number {
    const [area, output] = [this.#area, this.#output];
    let bytes = 0;
    for (const { source, scene, share } of this.#files.values()) {
      bytes += share * bytesOfReads(modelOf(source, scene), { extent: scene.bounds ?? area, area, output });
    }
    return bytes;
  }

  #add(scene: Scene, source: BandSource, share: number): void {
    const before = this.#files.get(source.href)?.share ?? 0;
    if (share > before) this.#files.set(source.href, { source, scene, share });
    if (source.validWhere) this.#add(scene, source.validWhere.source, share);
  }
}
