import key from '../../shaders/key.glsl?raw';
import layers from '../../shaders/layers.glsl?raw';
import { BestpixelError } from '../errors.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { glslLeaves, leafBands } from './glsl.ts';
import { maxLayers } from './stack.ts';
import type { Leaves } from './steps.ts';

/** A fragment program over a stack: what it stands on, then its own parts. */
export function stackProgram(leaves: Leaves, parts: readonly string[]): string {
  return [`#version 300 es\n#define LAYERS ${maxLayers}`, glslLeaves(leaves), layers, key, ...parts].join(
    '\n',
  );
}

/**
 * Those of the leaves that expressions read: one program for one expression, whatever else a stack holds.
 * @throws BestpixelError 'unsupported' where one program cannot read so many: two textures each, the selection and its ceiling
 */
export function leavesOf(gpu: Gpu, exprs: readonly PixelExpr[], leaves: Leaves): Leaves {
  const read = new Set(leafBands(exprs));
  const used = new Map([...leaves].filter(([band]) => read.has(band)));
  const most = Math.floor((gpu.limits.textureUnits - 2) / 2);
  if (used.size <= most) return used;
  throw new BestpixelError(
    'unsupported',
    `${used.size} bands are read at once and this GPU can read ${most}`,
    {
      where: [...used.keys()].join(', '),
      remedy: 'Use fewer bands in one expression.',
    },
  );
}
