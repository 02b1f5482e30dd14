import { boundsOfGrid, place } from './place.ts';
import { shiftOrigin } from '../../grid/affine.ts';
import type { Grid } from '../../grid/grid.ts';
import { allocate, rangeOf, type Dtype, type PixelArray } from '../../dtype.ts';
import type { BandSource, Extent, Scene, SceneList } from '../../scene/scene.ts';
import { makeList, makeScene } from '../../scene/testing/make.ts';

/** A band's pixels: a pattern that repeats over the whole image, its sides prime to every tile and block. */
interface Pattern {
  readonly dtype: Dtype;
  readonly data: PixelArray;
  readonly mask: Uint8Array<ArrayBuffer>;
}

export const patternWidth = 37;
export const patternHeight = 29;

export function patternIndex(column: number, row: number): number {
  return (row % patternHeight) * patternWidth + (column % patternWidth);
}

export interface BandSpec {
  readonly dtype: Dtype;
  /** Values are drawn from these, each as likely; from the whole range of the type unless given. */
  readonly values?: readonly number[];
  /** Share of masked pixels; 0.2 unless given. */
  readonly masked?: number;
  /** The type that the catalog declares; none unless given. */
  readonly declared?: Dtype;
  readonly overviewsRank?: boolean;
}

/** Columns and rows of the image. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function isWithin(part: Part | undefined, column: number, row: number): boolean {
  if (!part) return true;
  return column >= part.x && row >= part.y && column < part.x + part.width && row < part.y + part.height;
}

export function extentOf({ affine }: Grid, { x, y, width, height }: Part): Extent {
  return { affine: shiftOrigin(affine, x, y), width, height };
}

export interface FakeScenes {
  readonly list: SceneList;
  readonly grid: Grid;
  readonly patterns: ReadonlyMap<BandSource, Pattern>;
  /** Of the image, where files do not hold all of it. */
  readonly parts: ReadonlyMap<BandSource, Part>;
  /** The band of a scene, by its place in the list. */
  source(scene: number, band: string): BandSource;
  pattern(scene: number, band: string): Pattern;
}

/** Scenes of random pixels that all fill one image; masked pixels hold random values too, which nobody may look at. */
export function makeFakeScenes(spec: {
  readonly random: () => number;
  readonly count: number;
  readonly bands: Readonly<Record<string, BandSpec>>;
  readonly grid?: Grid;
  /** The part of the image that a scene's files hold; all of it unless given. */
  readonly partOf?: (scene: number) => Part;
  /** False: no catalog says which part that is. */
  readonly declaresPart?: boolean;
}): FakeScenes {
  const { random, count, bands, grid = place, partOf, declaresPart = true } = spec;
  const parts = new Map<BandSource, Part>();
  const patterns = new Map<BandSource, Pattern>();
  const scenes = Array.from({ length: count }, (_, index): Scene => {
    const sources = Object.entries(bands).map(([name, band]) => {
      const source = makeSource(`fake:${index}/${name}`, {
        dtype: band.declared,
        overviewsRank: band.overviewsRank ?? true,
        ...(partOf && declaresPart && { crs: grid.crs.name, extent: extentOf(grid, partOf(index)) }),
      });
      if (partOf) parts.set(source, partOf(index));
      patterns.set(source, makePattern(random, band));
      return [name, source] as const;
    });
    return makeScene({
      id: `scene-${index}`,
      datetime: Date.UTC(2020, 6, 1 + index),
      bounds: boundsOfGrid(grid),
      bands: new Map(sources),
    });
  });
  const source = (scene: number, band: string): BandSource => scenes[scene]!.bands.get(band)!;
  const pattern = (scene: number, band: string): Pattern => patterns.get(source(scene, band))!;
  return { list: makeList(scenes, { id: 'fake' }), grid, patterns, parts, source, pattern };
}

export function makeSource(href: string, fields: Partial<BandSource> = {}): BandSource {
  return { href, sample: 0, nodata: {}, shift: 0, scale: 1, offset: 0, overviewsRank: true, ...fields };
}

function makePattern(random: () => number, { dtype, values, masked = 0.2 }: BandSpec): Pattern {
  const length = patternWidth * patternHeight;
  const data = allocate(dtype, length);
  const [low, high] = dtype === 'float32' ? [-1e4, 1e4] : rangeOf(dtype);
  for (let i = 0; i < length; i++) {
    data[i] = values ? values[Math.floor(random() * values.length)]! : low + random() * (high - low);
  }
  return { dtype, data, mask: Uint8Array.from({ length }, () => (random() < masked ? 0 : 1)) };
}
