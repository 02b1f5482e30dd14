import type { PixelArray } from '../../dtype.ts';
import { allocate, rangeOf } from '../../dtype.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { StackChunk, type StackWindow } from '../stack.ts';
import type { Leaves } from '../steps.ts';
import type { SceneBands } from '../twin.ts';

interface SceneSpec {
  readonly random: () => number;
  readonly count: number;
  readonly length: number;
  readonly leaves: Leaves;
  /** Share of masked pixels. */
  readonly masked?: number;
  /** Values are drawn from these, each as likely; from the whole range of the type unless given. */
  readonly values?: readonly number[];
}

/** Scenes with random bands; masked pixels hold random values too, which nobody may look at. */
export function randomScenes(spec: SceneSpec): SceneBands[] {
  return Array.from({ length: spec.count }, (_, scene) => ({
    scene,
    bands: new Map([...spec.leaves.keys()].map((band) => [band, randomWindow(spec, band)])),
  }));
}

function randomWindow(
  { random, length, leaves, masked = 0.2, values }: SceneSpec,
  band: string,
): StackWindow {
  const dtype = leaves.get(band)!;
  const [low, high] = dtype === 'float32' ? [-1e4, 1e4] : rangeOf(dtype);
  const data: PixelArray = allocate(dtype, length);
  const mask = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const drawn = values
      ? values[Math.floor(random() * values.length)]!
      : low + random() * (high - low + (dtype === 'float32' ? 0 : 1));
    data[i] = dtype === 'float32' ? drawn : Math.floor(drawn);
    mask[i] = random() < masked ? 0 : 1;
  }
  return { dtype, data, mask };
}

interface ChunkSpec {
  readonly scenes: readonly SceneBands[];
  readonly leaves: Leaves;
  readonly width: number;
  readonly height: number;
  readonly layersPerArray: number;
}

/** The scenes as chunks of some layers each, all uploaded. */
export function chunksOf(gpu: Gpu, { scenes, layersPerArray, ...rest }: ChunkSpec): StackChunk[] {
  const chunks: StackChunk[] = [];
  for (let first = 0; first < scenes.length; first += layersPerArray) {
    const group = scenes.slice(first, first + layersPerArray);
    const chunk = new StackChunk(gpu, { ...rest, scenes: group.map(({ scene }) => scene) });
    group.forEach(({ bands }, layer) => {
      for (const [band, window] of bands) chunk.upload({ layer, band, window });
    });
    chunks.push(chunk);
  }
  return chunks;
}

/** In an order drawn from `random`. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
