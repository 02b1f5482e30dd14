import type { MadeImage, MadeSource, Recipe, Reduction, Selection } from '../compose/recipe.ts';
import type { CarriedBand } from '../compose/carried.ts';
import { allocate, type Dtype } from '../dtype.ts';
import type { Grid, LngLat } from '../grid/grid.ts';
import { SharedTasks } from '../net/shared-task.ts';
import type { BandWindow } from '../raster/reader.ts';
import { centreOf } from '../scene/bounds.ts';
import { askedImages, heightsOf, takeBands, type AskedImages } from './asked-images.ts';
import { candidatesOn } from './candidates.ts';
import type { ComposedBand, Images, Origin } from './composed-image.ts';
import { FailureLog } from './failures.ts';
import { Gate } from './gate.ts';
import { ImageTypes } from './made-types.ts';
import { masked, windowOf } from './made-windows.ts';
import { originOf } from './origins.ts';
import { reduceScenes } from './reduction.ts';
import type { Readers } from './scene-windows.ts';

/** A mosaic that others take part of. */
export interface InnerMosaic {
  readonly image: MadeImage;
  /** With the bands that are asked for. */
  readonly recipe: Recipe;
  readonly grid: Grid;
  readonly candidates: readonly number[];
  readonly centre: LngLat;
  readonly images: Images;
  readonly signal: AbortSignal;
}

/** What composing it gave. */
export interface InnerPixels {
  readonly parts: readonly {
    readonly selection: Selection;
    readonly winner: Int32Array;
    /** As the selection's; none where nobody wins. */
    readonly bands: readonly CarriedBand[];
  }[];
  readonly failures: FailureLog;
  readonly rankedFrom: number | null;
}

type ComposeInner = (mosaic: InnerMosaic) => Promise<InnerPixels>;

/** Images of one height that are composed at once, so that what they take beside is bounded. */
export const imagesAtOnce = 2;

interface Composed {
  readonly windows: ReadonlyMap<string, BandWindow>;
  readonly parts: InnerPixels['parts'];
  readonly failures: FailureLog;
  readonly rankedFrom: number | null;
}

interface MadeImagesRequest {
  readonly recipe: Recipe;
  readonly grid: Grid;
  readonly centre: LngLat;
  readonly compose: ComposeInner;
  /** Images of one height that are composed at once; `imagesAtOnce` unless given. */
  readonly atOnce?: number;
}

/**
 * The images that a recipe takes part of, on one Grid: each composed once, when first asked, with those of its bands
 * that the recipe reads. It holds their pixels as long as somebody holds it; nothing of it is on the GPU.
 */
export class MadeImages implements Images {
  readonly #readers: Readers;
  readonly #request: MadeImagesRequest;
  readonly #asked: AskedImages;
  readonly #heights: ReadonlyMap<MadeImage, number>;
  readonly #gates = new Map<number, Gate>();
  readonly #types: ImageTypes;
  readonly #composing = new SharedTasks<MadeImage, Composed>();
  readonly #composed = new Map<MadeImage, Composed>();
  readonly #origins = new Map<MadeImage, Map<string, Promise<Origin | null>>>();
  #rankedFrom: number | null = null;

  constructor(readers: Readers, request: MadeImagesRequest) {
    this.#readers = readers;
    this.#request = request;
    this.#asked = askedImages(request.recipe);
    this.#heights = heightsOf(this.#asked);
    const candidatesOf = (list: Recipe['list']): number[] => candidatesOn(list, request.grid);
    this.#types = new ImageTypes({
      candidatesOf,
      typesOfFiles: async ({ list }, bands) => {
        const [scenes, failures] = [candidatesOf(list), new FailureLog()];
        return (await readers.book.typesOf({ bands, scenes, all: list.scenes, failures })).types;
      },
    });
  }

  /** Of all that was composed. */
  get rankedFrom(): number | null {
    return this.#rankedFrom;
  }

  /** Lets go of all pixels; who asks again has them composed again. */
  forget(): void {
    this.#composed.clear();
    this.#origins.clear();
  }

  async band({ image, band }: MadeSource, signal?: AbortSignal): Promise<ComposedBand> {
    const { windows, failures, rankedFrom } = await this.#compose(image, signal);
    return { window: windows.get(band) ?? masked(this.#request.grid, 'uint8'), failures, rankedFrom };
  }

  typeOf(source: MadeSource): Promise<Dtype> {
    return this.#types.typeOf(source);
  }

  originOf(source: MadeSource, signal?: AbortSignal): Promise<Origin | null> {
    const { image, band } = source;
    const known = this.#origins.get(image) ?? new Map<string, Promise<Origin | null>>();
    this.#origins.set(image, known);
    let origin = known.get(band);
    if (!origin) {
      known.set(band, (origin = this.#findOrigin(source, signal)));
      origin.catch(() => known.delete(band));
    }
    return origin;
  }

  async #findOrigin({ image, band }: MadeSource, signal?: AbortSignal): Promise<Origin | null> {
    if (image.kind === 'reduction') return null;
    const { parts } = await this.#compose(image, signal);
    for (const { selection, winner } of parts) {
      const found = selection.bands.find(({ name }) => name === band);
      if (!found) continue;
      const exprs = [found.expr, selection.quality];
      return originOf({ recipe: image.recipe, exprs, winner, images: this, signal });
    }
    return null;
  }

  async #compose(image: MadeImage, signal?: AbortSignal): Promise<Composed> {
    const known = this.#composed.get(image);
    if (known) return known;
    return this.#composing.run(
      image,
      async (ended) => {
        const composed = await this.#gateOf(image).run(() => this.#make(image, ended), ended);
        this.#composed.set(image, composed);
        this.#rankedFrom = Math.max(this.#rankedFrom ?? 0, composed.rankedFrom ?? 0) || null;
        return composed;
      },
      signal,
    );
  }

  /** An image waits for lower ones alone: each height has places of its own. */
  #gateOf(image: MadeImage): Gate {
    const height = this.#heights.get(image) ?? 0;
    let gate = this.#gates.get(height);
    if (!gate) this.#gates.set(height, (gate = new Gate(this.#request.atOnce ?? imagesAtOnce)));
    return gate;
  }

  async #make(image: MadeImage, signal: AbortSignal): Promise<Composed> {
    const bands = this.#asked.get(image) ?? [];
    const types = new Map(
      await Promise.all(
        bands.map(async (band) => [band, await this.#types.typeOf({ image, band })] as const),
      ),
    );
    return image.kind === 'mosaic'
      ? this.#makeMosaic(image, types, signal)
      : this.#makeReduction(image.reduction, types, signal);
  }

  async #makeMosaic(
    image: MadeImage & { kind: 'mosaic' },
    types: ReadonlyMap<string, Dtype>,
    signal: AbortSignal,
  ): Promise<Composed> {
    const { grid, compose } = this.#request;
    const recipe = takeBands(image.recipe, [...types.keys()]);
    const candidates = candidatesOn(recipe.list, grid);
    if (candidates.length === 0)
      return { windows: new Map(), parts: [], failures: new FailureLog(), rankedFrom: null };
    const centre = this.#centreOf(recipe.list);
    const { parts, ...rest } = await compose({
      image,
      recipe,
      grid,
      candidates,
      centre,
      images: this,
      signal,
    });
    const windows = new Map(
      parts.flatMap(({ selection, bands }) =>
        bands.map((band, i) => {
          const { name } = selection.bands[i]!;
          return [name, windowOf(grid, held(band, types.get(name)!))] as const;
        }),
      ),
    );
    const winners = parts.map(({ selection, winner }) => ({ selection, winner, bands: [] }));
    return { windows, parts: winners, ...rest };
  }

  async #makeReduction(
    reduction: Reduction,
    types: ReadonlyMap<string, Dtype>,
    signal: AbortSignal,
  ): Promise<Composed> {
    const { grid } = this.#request;
    const failures = new FailureLog();
    const windows = await reduceScenes(this.#readers, {
      reduction,
      bands: [...types.keys()],
      grid,
      candidates: candidatesOn(reduction.list, grid),
      centre: this.#centreOf(reduction.list),
      images: this,
      types,
      failures,
      signal,
    });
    return { windows, parts: [], failures, rankedFrom: null };
  }

  #centreOf(list: Recipe['list']): LngLat {
    return centreOf(list) ?? this.#request.centre;
  }
}

function held({ data, mask }: CarriedBand, dtype: Dtype): Pick<BandWindow, 'dtype' | 'data' | 'mask'> {
  const values = allocate(dtype, data.length);
  values.set(data);
  return { dtype, data: values, mask };
}
