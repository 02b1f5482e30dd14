import { turn } from '../catalog/slices.ts';
import { evaluate } from '../compose/cpu.ts';
import { leafBands } from '../compose/glsl.ts';
import { heldType } from '../compose/held-type.ts';
import type { Reduction } from '../compose/recipe.ts';
import type { Accumulator, Reduced } from '../compose/accumulator.ts';
import { accumulator, needsAll } from '../compose/reduce.ts';
import type { Leaves } from '../compose/steps.ts';
import { allocate, bytesPerPixel, type Dtype, type PixelArray } from '../dtype.ts';
import type { PixelBand } from '../expression/pixel.ts';
import { shiftOrigin } from '../grid/affine.ts';
import type { Grid, LngLat } from '../grid/grid.ts';
import type { BandWindow } from '../raster/reader.ts';
import { acquisitionOf } from '../scene/scene.ts';
import type { ComposedBand, Images } from './composed-image.ts';
import type { FailureLog } from './failures.ts';
import { typesOfBands } from './made-types.ts';
import { windowOf } from './made-windows.ts';
import { readScenes, wasRead, type Readers, type ReadScene } from './scene-windows.ts';

/** Scenes read at once. */
const scenesAtOnce = 8;
/** Bytes of values that are held at once where a pixel's values are needed together. */
const mostHeld = 48 * 2 ** 20;
/** Pixels evaluated at once, those whose result is told at once, and milliseconds after which others have a turn. */
const [piece, told, slice] = [8192, 1024, 8];

export interface ReductionRequest {
  readonly reduction: Reduction;
  /** Names of bands. */
  readonly bands: readonly string[];
  readonly grid: Grid;
  readonly candidates: readonly number[];
  readonly centre: LngLat;
  readonly images: Images;
  /** The types in which results are held. */
  readonly types: ReadonlyMap<string, Dtype>;
  readonly failures: FailureLog;
  readonly signal?: AbortSignal;
}

interface Strip {
  readonly from: number;
  readonly grid: Grid;
}

/** Per pixel and band one number of all scenes' values, on the CPU and in slices. Scenes that fail are left out and logged. */
export async function reduceScenes(
  readers: Readers,
  request: ReductionRequest,
): Promise<ReadonlyMap<string, BandWindow>> {
  const { reduction, grid, candidates, images, types, failures, signal } = request;
  const bands = reduction.bands.filter(({ name }) => request.bands.includes(name));
  const found = await typesOfBands(readers.book, {
    bands: leafBands(bands.map(({ expr }) => expr)),
    scenes: candidates,
    subject: reduction,
    typeOf: (source) => images.typeOf(source),
    failures,
    signal,
  });
  const length = grid.width * grid.height;
  const out = bands.map(({ name }) => {
    const dtype = types.get(name)!;
    return { dtype, data: allocate(dtype, length), mask: new Uint8Array(length) };
  });
  const work = new Work({ bands, leaves: found.types, scenes: found.readable }, readers, request);
  for (const strip of stripsOf(grid, work.bytesPerPixel)) {
    const results = found.readable.length === 0 ? [] : await work.reduce(strip);
    results.forEach((accumulated, i) => accumulated(out[i]!, strip.from * grid.width));
    await work.pause();
  }
  return new Map(bands.map(({ name }, i) => [name, windowOf(grid, out[i]!)]));
}

/** Some rows each, as many as fit. */
function stripsOf(grid: Grid, bytes: number): Strip[] {
  const rows = bytes === 0 ? grid.height : Math.max(1, Math.floor(mostHeld / (bytes * grid.width)));
  const strips: Strip[] = [];
  for (let from = 0; from < grid.height; from += rows) {
    const height = Math.min(rows, grid.height - from);
    const whole = height === grid.height;
    strips.push({
      from,
      grid: whole ? grid : { ...grid, affine: shiftOrigin(grid.affine, 0, from), height },
    });
  }
  return strips;
}

interface Target {
  readonly dtype: Dtype;
  readonly data: PixelArray;
  readonly mask: Uint8Array;
}

class Work {
  readonly #of: { bands: readonly PixelBand[]; leaves: Leaves; scenes: readonly number[] };
  readonly #readers: Readers;
  readonly #request: ReductionRequest;
  readonly #held: readonly Dtype[];
  /** By scene, the same number for cuts of one. */
  readonly #acquisitions: ReadonlyMap<number, number>;
  #began = performance.now();

  constructor(
    of: { bands: readonly PixelBand[]; leaves: Leaves; scenes: readonly number[] },
    readers: Readers,
    request: ReductionRequest,
  ) {
    const { scenes } = request.reduction.list;
    const numbers = numbersOf(of.scenes.map((scene) => acquisitionOf(scenes[scene]!)));
    this.#acquisitions = new Map(of.scenes.map((scene, i) => [scene, numbers[i]!]));
    const contest = request.reduction.reducer === 'scenes' || request.reduction.reducer === 'margin';
    // Cuts of one acquisition follow each other; sums keep the scenes' order, by which they are rounded.
    const sorted = of.scenes.toSorted((a, b) => this.#number(a) - this.#number(b));
    this.#of = contest ? { ...of, scenes: sorted } : of;
    this.#readers = readers;
    this.#request = request;
    this.#held = of.scenes.length === 0 ? [] : of.bands.map(({ expr }) => heldType(expr, of.leaves));
  }

  #number(scene: number): number {
    return this.#acquisitions.get(scene)!;
  }

  /** That are held until a strip is done; 0: none that grow with the scenes. */
  get bytesPerPixel(): number {
    if (!needsAll(this.#request.reduction.reducer)) return 0;
    return this.#held.reduce((sum, dtype) => sum + bytesPerPixel(dtype), 0) * this.#of.scenes.length;
  }

  async reduce({ grid, from }: Strip): Promise<((into: Target, at: number) => void)[]> {
    const length = grid.width * grid.height;
    const { scenes } = this.#of;
    const { reducer } = this.#request.reduction;
    const totals = this.#held.map((held) => accumulator(reducer, { length, count: scenes.length, held }));
    let next = this.#read(scenes.slice(0, scenesAtOnce), { grid, from });
    for (let i = 0; i < scenes.length; i += scenesAtOnce) {
      const read = await next;
      next = this.#read(scenes.slice(i + scenesAtOnce, i + 2 * scenesAtOnce), { grid, from });
      next.catch(() => {});
      for (const scene of read) await this.#take(scene, totals, length);
    }
    return Promise.all(totals.map((total) => this.#finish(total, length)));
  }

  /** Lets others do something where it has gone on for long. */
  async pause(): Promise<void> {
    if (performance.now() - this.#began < slice) return;
    await turn();
    this.#request.signal?.throwIfAborted();
    this.#began = performance.now();
  }

  /** Those that could be read, masked where they have no data. */
  async #read(scenes: readonly number[], { grid, from }: Strip): Promise<ReadScene[]> {
    const { reduction, centre, failures, signal } = this.#request;
    const asked = {
      recipe: reduction,
      centre,
      grid,
      images: rowsOf(this.#request, from, grid),
      failures,
      signal,
    };
    const bands = [...this.#of.leaves.keys()];
    const read = await readScenes(this.#readers, { ...asked, bands, scenes });
    const whole = await Promise.all(
      read.filter(wasRead).map(async (scene) => {
        const { reference } = reduction.list.scenes[scene.scene]!;
        if (reference === undefined) return scene;
        const here = new Map([[scene.scene, scene.windows]]);
        const [data] = await readScenes(this.#readers, {
          ...asked,
          bands: [reference],
          scenes: [scene.scene],
          here,
        });
        return wasRead(data!) ? { ...scene, data: data.windows.get(reference)!.mask } : null;
      }),
    );
    return whole.filter((scene) => scene !== null);
  }

  async #take(
    { windows, ...scene }: ReadScene & { readonly data?: Uint8Array },
    totals: readonly Accumulator[],
    length: number,
  ): Promise<void> {
    const { bands, leaves } = this.#of;
    for (let at = 0; at < length; at += piece) {
      const end = Math.min(at + piece, length);
      const part = new Map(
        [...windows].map(([band, { data, mask }]) => [
          band,
          { data: data.subarray(at, end), mask: mask.subarray(at, end) },
        ]),
      );
      for (const [i, { expr }] of bands.entries()) {
        const { values, mask } = evaluate({ expr, leaves, bands: part, length: end - at });
        const there = scene.data?.subarray(at, end);
        if (there) for (let k = 0; k < mask.length; k++) if (there[k] === 0) mask[k] = 0;
        totals[i]!.add(at, { values, mask }, this.#number(scene.scene));
        await this.pause();
      }
    }
  }

  async #finish(total: Accumulator, length: number): Promise<(into: Target, at: number) => void> {
    const parts: Reduced[] = [];
    for (let at = 0; at < length; at += told) {
      parts.push(total.result(at, Math.min(told, length - at)));
      await this.pause();
    }
    return ({ data, mask, dtype }, at) => {
      parts.forEach((part, i) => {
        data.set(part.values, at + i * told);
        mask.set(dtype === 'float32' ? finite(part) : part.mask, at + i * told);
      });
    };
  }
}

/** A number for each distinct name, in order of first use. */
function numbersOf(names: readonly string[]): number[] {
  const numbers = new Map<string, number>();
  return names.map((name) => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}

/** What leaves float32's range is masked. */
function finite({ values, mask }: Reduced): Uint8Array {
  return mask.map((there, i) => (there === 1 && Number.isFinite(Math.fround(values[i]!)) ? 1 : 0));
}

/** The same images on a strip of their Grid. */
function rowsOf({ images, grid: whole }: ReductionRequest, from: number, strip: Grid): Images {
  if (strip.height === whole.height) return images;
  const rows = <T extends PixelArray>(of: T): T =>
    of.slice(from * whole.width, (from + strip.height) * whole.width) as T;
  return {
    typeOf: (source, signal) => images.typeOf(source, signal),
    originOf: (source, signal) => images.originOf(source, signal),
    band: async (source, signal): Promise<ComposedBand> => {
      const found = await images.band(source, signal);
      const { dtype, data, mask } = found.window;
      return { ...found, window: windowOf(strip, { dtype, data: rows(data), mask: rows(mask) }) };
    },
  };
}
