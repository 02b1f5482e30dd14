import { evaluate, type Evaluated } from '../compose/cpu.ts';
import { orderKey } from '../compose/key.ts';
import type { Leaves } from '../compose/steps.ts';
import { unite } from '../dtype.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import { wasRead, type ReadScene, type SceneWindows } from './scene-windows.ts';

export interface LookRequest {
  /** What a scene is ranked by, once it is read; null: that is not known. */
  readonly read: (scene: number) => Promise<SceneWindows | null>;
  readonly quality: PixelExpr;
  readonly leaves: Leaves;
  /** The key of the highest quality there can be. */
  readonly best: number;
  /** Pixels of the grid. */
  readonly length: number;
  /** Told of pixels that are won for certain: the scene's index there, −1 elsewhere. Each time of all so far. */
  readonly onSure: (winner: Int32Array<ArrayBuffer>) => void;
}

/** The first that has won such a share of the grid is told at once, so that there is soon something to look at. */
const firstShare = 0.1;

/**
 * Sees on the CPU, scene by scene from the last, which pixels are won whatever the other scenes are: who has the highest
 * quality there can be, with no later scene that has it, too, wins there, as ties go to the last.
 */
export class Look {
  readonly #request: LookRequest;
  readonly #winner: Int32Array<ArrayBuffer>;
  #told = 0;

  constructor(request: LookRequest) {
    this.#request = request;
    this.#winner = new Int32Array(request.length).fill(-1);
  }

  /**
   * Looks at scenes, in order, that come before all those looked at already. Gives the pixels that nobody has won for
   * certain; null where a scene is not known, and nothing can be said of those before it.
   */
  async at(scenes: readonly number[]): Promise<Uint32Array<ArrayBuffer> | null> {
    const { read, length, onSure } = this.#request;
    let [sure, isFirst] = [this.#told, this.#told === 0];
    for (const scene of scenes.toReversed()) {
      const windows = await read(scene);
      if (!windows || !this.#fits(windows)) return null;
      // Who cannot be read takes no part.
      if (!wasRead(windows)) continue;
      const count = take(this.#winner, this.#bestPixels(windows), scene);
      sure += count;
      if (isFirst && count >= firstShare * length) {
        isFirst = false;
        this.#told = count;
        onSure(only(this.#winner, scene));
      }
    }
    if (sure > this.#told) onSure(this.#winner.slice());
    this.#told = sure;
    return open(this.#winner, length - sure);
  }

  /** False where a band is of another type than the highest quality was told from. */
  #fits({ windows }: SceneWindows): boolean {
    return [...(windows ?? [])].every(([band, { dtype }]) => {
      const leaf = this.#request.leaves.get(band);
      return leaf === undefined || unite(leaf, dtype) === leaf;
    });
  }

  /** 1 where a scene has the highest quality there can be. */
  #bestPixels({ windows }: ReadScene): Uint8Array {
    const { quality: expr, leaves, best, length } = this.#request;
    const isBest = ({ values, mask, type }: Evaluated): Uint8Array =>
      mask.map((there, i) => (there === 1 && orderKey(values[i]!, type) === best ? 1 : 0));
    const [[band, dtype] = ['', 'float32'], ...others] = [...leaves];
    if (others.length > 0 || dtype !== 'uint8') {
      return isBest(evaluate({ expr, leaves, bands: windows, length }));
    }
    // Values are fewer than pixels.
    const every = {
      data: Uint8Array.from({ length: 256 }, (_, value) => value),
      mask: new Uint8Array(256).fill(1),
    };
    const byValue = isBest(evaluate({ expr, leaves, bands: new Map([[band, every]]), length: 256 }));
    const { data, mask } = windows.get(band)!;
    return lookUp(byValue, data as Uint8Array, mask);
  }
}

// Loops over pixels are functions of their own, over nothing but numbers: V8 compiles each once, and for good.

/** Gives a scene the pixels that are its best and nobody's yet. Tells how many. */
function take(winner: Int32Array, isBest: Uint8Array, scene: number): number {
  let count = 0;
  for (let i = 0; i < winner.length; i++) {
    if (winner[i]! >= 0 || isBest[i] === 0) continue;
    winner[i] = scene;
    count++;
  }
  return count;
}

function only(winner: Int32Array, scene: number): Int32Array<ArrayBuffer> {
  const one = new Int32Array(winner.length);
  for (let i = 0; i < one.length; i++) one[i] = winner[i] === scene ? scene : -1;
  return one;
}

function open(winner: Int32Array, count: number): Uint32Array<ArrayBuffer> {
  const pixels = new Uint32Array(count);
  for (let i = 0, next = 0; i < winner.length; i++) if (winner[i]! < 0) pixels[next++] = i;
  return pixels;
}

function lookUp(byValue: Uint8Array, data: Uint8Array, mask: Uint8Array): Uint8Array {
  const known = new Uint8Array(mask.length);
  for (let i = 0; i < known.length; i++) known[i] = mask[i] === 1 ? byValue[data[i]!]! : 0;
  return known;
}
