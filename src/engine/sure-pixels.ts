import { evaluate, type Evaluated } from '../compose/cpu.ts';
import { orderKey } from '../compose/key.ts';
import type { Leaves } from '../compose/steps.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import { wasRead, type ReadScene, type SceneWindows } from './scene-windows.ts';

export interface SurePixelsRequest {
  /** Indices in order, up to the last that competes. */
  readonly scenes: readonly number[];
  /** What a scene is ranked by, once it is read; null: that is not known. */
  readonly read: (scene: number) => Promise<SceneWindows | null>;
  readonly quality: PixelExpr;
  readonly leaves: Leaves;
  /** The key of the highest quality there can be. */
  readonly best: number;
  /** Pixels of the grid. */
  readonly length: number;
}

/** A scene that has won less is not worth a pass of its own. */
const leastShare = 0.1;

/**
 * Pixels that a scene has won whatever the others are: it has the highest quality there can be, no later scene has, and
 * ties go to the last. Of the first scene from the end that has won a tenth of the grid so: its index there, −1
 * elsewhere. Null: there is none among the scenes.
 */
export async function surePixels(request: SurePixelsRequest): Promise<Int32Array<ArrayBuffer> | null> {
  const { scenes, read, length } = request;
  const taken = new Uint8Array(length);
  for (const scene of scenes.toReversed()) {
    const windows = await read(scene);
    if (!windows) return null;
    // Who cannot be read takes no part.
    if (!wasRead(windows)) continue;
    const winner = new Int32Array(length).fill(-1);
    const count = take(taken, bestPixels(windows, request), { winner, scene });
    if (count >= leastShare * length) return winner;
  }
  return null;
}

/** 1 where a scene has the highest quality there can be. */
function bestPixels({ windows }: ReadScene, request: SurePixelsRequest): Uint8Array {
  const { quality: expr, leaves, best, length } = request;
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

// Loops over pixels are functions of their own, over nothing but numbers: V8 compiles each once, and for good.

/** Gives a scene the pixels that are its best and nobody's yet. Tells how many. */
function take(
  taken: Uint8Array,
  isBest: Uint8Array,
  { winner, scene }: { readonly winner: Int32Array; readonly scene: number },
): number {
  let count = 0;
  for (let i = 0; i < taken.length; i++) {
    if (taken[i] === 1 || isBest[i] === 0) continue;
    taken[i] = 1;
    winner[i] = scene;
    count++;
  }
  return count;
}

function lookUp(byValue: Uint8Array, data: Uint8Array, mask: Uint8Array): Uint8Array {
  const known = new Uint8Array(mask.length);
  for (let i = 0; i < known.length; i++) known[i] = mask[i] === 1 ? byValue[data[i]!]! : 0;
  return known;
}
