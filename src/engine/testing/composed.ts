import type { MadeBand, MadeImage, Recipe, Reduction, Selection } from '../../compose/recipe.ts';
import type { PixelExpr, PixelFn } from '../../expression/pixel.ts';
import type { Scene, SceneList } from '../../scene/scene.ts';
import { makeList, makeScene } from '../../scene/testing/make.ts';
import { FakeReader } from './fake-reader.ts';
import { makeFakeScenes, patternIndex, type FakeScenes } from './fake-scenes.ts';
import { LiveEngine } from './live-engine.ts';
import { partOf } from './place.ts';
import { randomNumbers } from '../../compose/testing/random-exprs.ts';

export const band = (name: string): PixelExpr => ({ op: 'band', band: name });
export const number = (value: number): PixelExpr => ({ op: 'const', value });
export const call = (op: PixelFn, ...args: PixelExpr[]): PixelExpr => ({ op, args });

/** A scene that stands for a computed image. */
export const standIn = (id = '0'): Scene => makeScene({ id, bands: new Map() });

/** Bands by their names, each an expression or a band of the same name. */
export function selectionOf(
  quality: PixelExpr,
  bands: Readonly<Record<string, PixelExpr>>,
  more: Partial<Selection> = {},
): Selection {
  return { quality, bands: Object.entries(bands).map(([name, expr]) => ({ name, expr })), ...more };
}

export function mosaicImage(recipe: Recipe): MadeImage {
  return { kind: 'mosaic', recipe };
}

export function reductionImage(reduction: Reduction): MadeImage {
  return { kind: 'reduction', reduction };
}

/** One band of an image for so many scenes. */
export function plane(image: MadeImage, name: string, scenes = 1): MadeBand {
  return { kind: 'image', sources: Array.from({ length: scenes }, () => ({ image, band: name })) };
}

/** One image computed of others: a scene that stands for it, and its bands. */
export function computed(
  made: Readonly<Record<string, MadeBand>>,
  bands: Readonly<Record<string, PixelExpr>>,
): Recipe {
  const selections = [selectionOf(number(1), bands)];
  return { list: makeList([standIn()]), selections, made: new Map(Object.entries(made)) };
}

/** The list with some of its scenes alone. */
export function some(list: SceneList, which: (index: number) => boolean): SceneList {
  return { ...list, scenes: list.scenes.filter((_, i) => which(i)) };
}

const specs = {
  q: { dtype: 'uint8', values: [0, 1, 2, 7] },
  red: { dtype: 'uint16', masked: 0.1 },
  small: { dtype: 'int16', values: [-3, 0, 1, 5, 40], masked: 0.4 },
  ratio: { dtype: 'float32', masked: 0.3 },
} as const;

export const part = { x: 131, y: 57, width: 23, height: 17 };

export interface SetUp {
  readonly scenes: FakeScenes;
  readonly reader: FakeReader;
  readonly live: LiveEngine;
}

/** Some scenes of random pixels and an engine to compose recipes of them. */
export function setUp(seed: number, count: number, layersPerArray = 4): SetUp {
  const scenes = makeFakeScenes({ random: randomNumbers(seed), count, bands: specs });
  const reader = new FakeReader(scenes);
  const live = new LiveEngine({ reader, list: scenes.list, engine: { layersPerArray } });
  return { scenes, reader, live };
}

/** What a scene's band holds at each pixel of the part; null: masked. */
export function pixelsOf(scenes: FakeScenes, scene: number, name: string): (number | null)[] {
  const { data, mask } = scenes.pattern(scene, name);
  return Array.from({ length: part.width * part.height }, (_, i) => {
    const at = patternIndex(part.x + (i % part.width), part.y + Math.floor(i / part.width));
    return mask[at] === 1 ? data[at]! : null;
  });
}

/** What composing gives at each pixel of the part, band by band, and who won; null: nobody. */
export async function composed({ live, scenes }: SetUp, recipe: Recipe, signal?: AbortSignal) {
  const bands = recipe.selections.flatMap((each) => each.bands.map(({ name }) => name));
  const grid = partOf(scenes.grid, part);
  const found = await live.engine.computePixels({ recipe, grid, bands, signal });
  const values = Object.fromEntries(
    bands.map((name) => {
      const { data, mask } = found.bands[name]!;
      return [name, Array.from(data, (value, i) => (mask[i] === 1 ? value : null))];
    }),
  );
  const winners = Array.from(found.scene, (scene) => (scene < 0 ? null : found.scenes[scene]!.id));
  return { values, winners, failures: found.failures, found };
}

/** The same by samples, of every `step`-th pixel; others are undefined. */
export async function sampled({ live, scenes }: SetUp, recipe: Recipe, step = 7) {
  const values: Record<string, (number | null)[]> = {};
  const winners: (string | null)[] = [];
  for (let i = 0; i < part.width * part.height; i += step) {
    const at = { x: part.x + (i % part.width), y: part.y + Math.floor(i / part.width), width: 1, height: 1 };
    const sample = await live.engine.sample({ recipe, grid: partOf(scenes.grid, at) });
    for (const [name, value] of Object.entries(sample.values)) (values[name] ??= [])[i] = value;
    winners[i] = sample.scene?.id ?? null;
  }
  return { values, winners };
}
