import { unite, type Dtype } from '../../dtype.ts';
import type { Node } from '../../expression/nodes.ts';
import type { PixelExpr } from '../../expression/pixel.ts';
import type { BandSource, Scene, SceneList } from '../../scene/scene.ts';
import { evaluate } from '../cpu.ts';
import { leafBands } from '../glsl.ts';
import type { MadeBand, MadeBands, MadeImage, Recipe } from '../recipe.ts';
import { accumulator } from '../reduce.ts';
import { resolveLayer } from '../resolve.ts';
import type { StackWindow } from '../stack.ts';
import type { Leaves } from '../steps.ts';
import { gatherOnCpu, selectOnCpu, type SceneBands } from '../twin.ts';
import { listsFor, makeScene } from './scene-lists.ts';

/** What a band is at each pixel; null: masked. */
export type Pixels = readonly (number | null)[];

const files = new WeakMap<BandSource, Pixels>();

/** A scene whose bands hold these pixels. */
export function sceneOf(
  id: string,
  bands: Readonly<Record<string, Pixels>>,
  { date = '2020-07-01Z', properties = {} }: { date?: string; properties?: Scene['properties'] } = {},
): Scene {
  const scene = makeScene({ id, date, bands: Object.keys(bands), properties });
  for (const [name, pixels] of Object.entries(bands)) hold(scene.bands.get(name)!, pixels);
  return scene;
}

/** Says what a band holds. */
export function hold(source: BandSource, pixels: Pixels): void {
  files.set(source, pixels);
}

export interface Composed {
  readonly bands: Readonly<Record<string, Pixels>>;
  /** Ids of the recipe's own scenes, selection by selection; null: nobody. */
  readonly winners: readonly (readonly (string | null)[])[];
}

/** What an expression gives of some scenes, on the CPU and pixel by pixel, made bands included. */
export function composedOf({ node }: { readonly node: Node }, scenes: readonly Scene[]): Composed {
  return compose(resolveLayer(node, listsFor(node, scenes)));
}

/** Places of pixels: the n-th lies at n degrees of longitude on the equator. */
export function compose(recipe: Recipe): Composed {
  return new Composer(lengthOf(recipe)).mosaic(recipe);
}

function lengthOf(recipe: Recipe): number {
  const seen = new Set<MadeImage>();
  const queue: { readonly list: SceneList; readonly made?: MadeBands }[] = [recipe];
  for (const { list, made } of queue) {
    for (const scene of list.scenes)
      for (const source of scene.bands.values()) return files.get(source)!.length;
    for (const band of made?.values() ?? []) {
      for (const source of band.kind === 'image' ? band.sources : []) {
        if (!source || seen.has(source.image)) continue;
        seen.add(source.image);
        queue.push(source.image.kind === 'mosaic' ? source.image.recipe : source.image.reduction);
      }
    }
  }
  return 1;
}

class Composer {
  readonly #length: number;
  readonly #images = new Map<MadeImage, Readonly<Record<string, Pixels>>>();

  constructor(length: number) {
    this.#length = length;
  }

  mosaic({ list, made, selections }: Recipe): Composed {
    const bands: Record<string, Pixels> = {};
    const winners = selections.map(({ quality, bands: wanted }) => {
      const exprs = [quality, ...wanted.map(({ expr }) => expr)];
      const { leaves, scenes } = this.#read(list, made, exprs);
      const { winner } = selectOnCpu({ quality, scenes, leaves, length: this.#length });
      const gathered = gatherOnCpu({
        bands: wanted.map(({ expr }) => expr),
        winner,
        scenes,
        leaves,
        length: this.#length,
      });
      gathered.bands.forEach(({ data, mask }, i) => {
        bands[wanted[i]!.name] = Array.from(data, (value, at) => (mask[at] === 1 ? value : null));
      });
      return Array.from(winner, (index) => (index < 0 ? null : list.scenes[index]!.id));
    });
    return { bands, winners };
  }

  #image(image: MadeImage): Readonly<Record<string, Pixels>> {
    let bands = this.#images.get(image);
    if (!bands) {
      bands = image.kind === 'mosaic' ? this.mosaic(image.recipe).bands : this.#reduced(image);
      this.#images.set(image, bands);
    }
    return bands;
  }

  #reduced({ reduction }: MadeImage & { kind: 'reduction' }): Record<string, Pixels> {
    const { list, made, bands, reducer } = reduction;
    const length = this.#length;
    const entries = bands.map(({ name, expr }) => {
      const { leaves, scenes } = this.#read(list, made, [expr]);
      const total = accumulator(reducer, { length, count: scenes.length, held: 'float32' });
      scenes.forEach((scene, i) => total.add(0, evaluate({ expr, leaves, bands: scene.bands, length }), i));
      const { values, mask } = total.result(0, length);
      return [name, Array.from(values, (value, i) => (mask[i] === 1 ? value : null))] as const;
    });
    return Object.fromEntries(entries);
  }

  #read(
    list: SceneList,
    made: MadeBands | undefined,
    exprs: readonly PixelExpr[],
  ): { leaves: Leaves; scenes: SceneBands[] } {
    const names = leafBands(exprs);
    const pixels = list.scenes.map(
      (scene, index) =>
        new Map(names.map((name) => [name, this.#pixels(scene, made?.get(name), { name, index })])),
    );
    const leaves = new Map(
      names.map((name) => [name, pixels.map((bands) => dtypeOf(bands.get(name)!)).reduce(unite, 'uint8')]),
    );
    const scenes = pixels.map((bands, scene) => ({
      scene,
      bands: new Map(names.map((name) => [name, windowOf(bands.get(name)!, leaves.get(name)!)])),
    }));
    return { leaves, scenes };
  }

  #pixels(
    scene: Scene,
    made: MadeBand | undefined,
    { name, index }: { readonly name: string; readonly index: number },
  ): Pixels {
    const everywhere = (value: number | null): Pixels => Array.from({ length: this.#length }, () => value);
    if (!made) {
      if (name.startsWith('~')) throw new Error(`${name} is not made`);
      const source = scene.bands.get(name);
      return source ? files.get(source)! : everywhere(null);
    }
    if (made.kind === 'value') return everywhere(made.values[index]!);
    if (made.kind === 'image') {
      const source = made.sources[index];
      return (source && this.#image(source.image)[source.band]) ?? everywhere(null);
    }
    const { place } = made;
    if (place.type !== 'Polygon') throw new Error('only polygons');
    const lngs = place.coordinates[0]!.map(([lng]) => lng!);
    const [west, east] = [Math.min(...lngs), Math.max(...lngs)];
    return Array.from({ length: this.#length }, (_, i) => (i >= west && i < east ? 1 : null));
  }
}

function dtypeOf(pixels: Pixels): Dtype {
  return pixels.every((value) => value === null || value === (value | 0)) ? 'int32' : 'float32';
}

function windowOf(pixels: Pixels, dtype: Dtype): StackWindow {
  const data = dtype === 'int32' ? new Int32Array(pixels.length) : new Float32Array(pixels.length);
  pixels.forEach((value, i) => (data[i] = value ?? -77));
  return { dtype, data, mask: Uint8Array.from(pixels, (value) => (value === null ? 0 : 1)) };
}
