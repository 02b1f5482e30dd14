import type { Gpu } from '../gpu/gpu.ts';
import type { LngLat } from '../grid/grid.ts';
import type { Recipe } from '../compose/recipe.ts';
import type { Reader } from '../raster/reader.ts';
import type { BandBook } from './band-book.ts';
import type { Images } from './composed-image.ts';
import type { GpuQueue } from './gpu-queue.ts';
import type { StackStore } from './stack-store.ts';

/** What composing works with; one GPU context's worth. */
export interface ComposeContext {
  readonly gpu: Gpu;
  readonly queue: GpuQueue;
  readonly stacks: StackStore;
  readonly reader: Reader;
  readonly book: BandBook;
  /** Scenes in one texture array; more fold in passes. */
  readonly layersPerArray: number;
  /** Frees what can be made again, until so many bytes fit the GPU budget or nothing is left to free. */
  readonly makeRoom: (bytes: number) => void;
}

/** What is read. */
export interface ReadSubject {
  readonly recipe: Pick<Recipe, 'list' | 'made'>;
  /** Of the collection: where ground metres are measured. */
  readonly centre: LngLat;
  /** Needed where made bands are of images. */
  readonly images?: Images;
}

/** What is composed. */
export interface ComposeSubject extends ReadSubject {
  readonly recipe: Recipe;
}
