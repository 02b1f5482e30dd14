import key from '../../shaders/key.glsl?raw';
import layers from '../../shaders/layers.glsl?raw';
import { BestpixelError } from '../errors.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { glslLeaves } from './glsl.ts';
import { maxLayers } from './stack.ts';
import type { Leaves } from './steps.ts';

/** A fragment program over a stack: what it stands on, then its own parts. */
export function stackProgram(leaves: Leaves, parts: readonly string[]): string {
  return [`#version 300 es\n#define LAYERS ${maxLayers}`, glslLeaves(leaves), layers, key, ...parts].join(
    '\n',
  );
}

/** Throws 'unsupported' where one program cannot read that many bands: two textures each, and the selection. */
export function checkUnits(gpu: Gpu, leaves: Leaves): void {
  const most = Math.floor((gpu.limits.textureUnits - 1) / 2);
  if (leaves.size <= most) return;
  throw new BestpixelError(
    'unsupported',
    `${leaves.size} bands are read at once and this GPU can read ${most}`,
    {
      where: [...leaves.keys()].join(', '),
      remedy: 'Use fewer bands in one expression.',
    },
  );
}
