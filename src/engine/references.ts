import type { Holes } from '../compose/ceiling.ts';
import type { BandWindow } from '../raster/reader.ts';
import type { Scene } from '../scene/scene.ts';
import {
  readScenes,
  wasRead,
  type Readers,
  type WindowsByScene,
  type WindowsRequest,
} from './scene-windows.ts';

/**
 * The band that decides whether a scene may win where it ranks first; undefined: it may. `ranked`: the bands where they are
 * masked the quality is, too; who wins by its own reference has data.
 */
export function refereeOf({ reference }: Scene, ranked: ReadonlySet<string>): string | undefined {
  return reference !== undefined && ranked.has(reference) ? undefined : reference;
}

type ReferencesRequest = Omit<WindowsRequest, 'bands' | 'scenes' | 'here' | 'onApproximate'>;

/** Where scenes have data on a grid, by their reference bands: each is read once, whichever selection asks. */
export class References {
  readonly #readers: Readers;
  readonly #request: ReferencesRequest;
  readonly #reading = new Map<number, Promise<void>>();
  readonly #known = new Set<number>();
  readonly #holes = new Map<number, Uint8Array | null>();

  constructor(readers: Readers, request: ReferencesRequest) {
    this.#readers = readers;
    this.#request = request;
  }

  /** Of the scenes known so far, those that lack data somewhere; null where that cannot be read. */
  get holes(): Holes {
    return this.#holes;
  }

  has(scene: number): boolean {
    return this.#known.has(scene);
  }

  /** Makes scenes known that have a reference. Gives what was read for it now, which is not kept here. */
  async read(scenes: readonly number[]): Promise<WindowsByScene> {
    const windows = new Map<number, ReadonlyMap<string, BandWindow>>();
    const reading = scenes.map((scene) => {
      let one = this.#reading.get(scene);
      if (!one) this.#reading.set(scene, (one = this.#read(scene, windows)));
      return one;
    });
    await Promise.all(reading);
    return windows;
  }

  async #read(scene: number, windows: Map<number, ReadonlyMap<string, BandWindow>>): Promise<void> {
    const band = this.#request.recipe.list.scenes[scene]!.reference!;
    const asked = { ...this.#request, bands: [band], scenes: [scene] };
    for (const read of await readScenes(this.#readers, asked)) {
      if (!wasRead(read)) this.#holes.set(scene, null);
      else {
        const { mask, valid } = read.windows.get(band)!;
        if (valid < mask.length) this.#holes.set(scene, mask);
        windows.set(scene, read.windows);
      }
      this.#known.add(scene);
    }
  }
}
