import displayChunk from '../../shaders/display.glsl?raw';
import picture from '../../shaders/picture.glsl?raw';
import type { Gpu } from '../gpu/gpu.ts';
import type { Palette } from '../gpu/palette.ts';
import type { Uniforms } from '../gpu/pass.ts';
import type { Program } from '../gpu/program.ts';
import type { Target } from '../gpu/target.ts';
import type { Carried, CarriedPixels } from './carried.ts';
import type { ScalarType } from './steps.ts';
import type { Channel, DisplayStyle } from './vis-params.ts';

/** GLSL ES 3.00 with `vec4 display(uvec4 texel)`: premultiplied colour of a texel of `Carried`. */
export const displayGlsl: string = displayChunk;

export interface Shown {
  /** Of the carried bands. */
  readonly types: readonly ScalarType[];
  /** The carried band of each of the style's bands; the same order unless given. */
  readonly sources?: readonly number[];
  /** The layer's, on top of the style's. */
  readonly opacity?: number;
}

const typeCodes = { int: 0, uint: 1, float: 2 } as const;

/** A style on the GPU. Changing how things look makes a new one and touches no pixels. Who makes it disposes it. */
export class Display {
  readonly style: DisplayStyle;
  readonly #palette: Palette;

  constructor(gpu: Gpu, style: DisplayStyle) {
    this.style = style;
    this.#palette = gpu.palette(style.palette);
  }

  /** The uniforms that `displayGlsl` needs. */
  uniforms({ types, sources = [0, 1, 2], opacity = 1 }: Shown): Uniforms {
    const { style } = this;
    const { channels } = style;
    const three = (of: (channel: Channel) => number): number[] =>
      [0, 1, 2].map((i) => (channels[i] ? of(channels[i]) : 0));
    return {
      u_display_bands: channels.length,
      u_display_source: [0, 1, 2].map((i) => sources[i] ?? 0),
      u_display_type: [0, 1, 2].map((i) => typeCodes[types[sources[i] ?? 0] ?? 'int']),
      u_display_low: three(({ low }) => low),
      u_display_slope: three(({ slope }) => slope),
      u_display_base: three(({ base }) => base),
      u_display_exponent: three(({ exponent }) => exponent),
      u_display_opacity: style.opacity * opacity,
      u_display_palette: this.#palette,
    };
  }

  dispose(): void {
    this.#palette.dispose();
  }
}

interface Picture extends Omit<Shown, 'types'> {
  readonly carried: Carried;
  readonly display: Display;
  /** Of kind 'picture' and the carried size. */
  readonly into: Target;
}

/** Draws carried bands as RGBA8, premultiplied, row 0 on top. Who makes it disposes it. */
export class PicturePass {
  readonly #gpu: Gpu;
  readonly #program: Program;

  constructor(gpu: Gpu) {
    this.#gpu = gpu;
    const fragment = `#version 300 es\nprecision highp float;\nprecision highp int;\n${displayGlsl}${picture}`;
    this.#program = gpu.program({ fragment, label: 'drawing a picture' });
  }

  draw({ carried, display, into, ...shown }: Picture): void {
    const uniforms = { ...display.uniforms({ types: carried.types, ...shown }), u_carried: carried.target };
    this.#gpu.run({ program: this.#program, uniforms, target: into });
  }

  dispose(): void {
    this.#gpu.giveBack(this.#program);
  }
}

/**
 * The CPU twin of `display`: RGBA bytes, premultiplied. Each byte is within 1 of the GPU's: GLSL gives `pow` no exact
 * result, and a level that float32 arithmetic puts next to half a step may round either way.
 */
export function displayOnCpu(
  pixels: CarriedPixels,
  style: DisplayStyle,
  { sources = [0, 1, 2], opacity = 1 }: Omit<Shown, 'types'> = {},
): Uint8ClampedArray<ArrayBuffer> {
  const picture = new Uint8ClampedArray(4 * pixels.gathered.length);
  const alpha = style.opacity * opacity;
  const bands = style.channels.map((channel, i) => ({ channel, ...pixels.bands[sources[i]!]! }));
  for (let pixel = 0; pixel < pixels.gathered.length; pixel++) {
    if (pixels.gathered[pixel] === 0 || bands.some(({ mask }) => mask[pixel] === 0)) continue;
    const levels = bands.map(({ channel, data }) => levelOf(data[pixel]!, channel));
    const color = colorOf(levels, style.palette);
    for (let i = 0; i < 3; i++) picture[4 * pixel + i] = color[i]! * alpha * 255;
    picture[4 * pixel + 3] = alpha * 255;
  }
  return picture;
}

function levelOf(value: number, { low, slope, base, exponent }: Channel): number {
  return Math.min(Math.max((value - low) * slope + base, 0), 1) ** exponent;
}

function colorOf(levels: readonly number[], palette: readonly number[]): readonly number[] {
  const [first = 0, second = 0, third = 0] = levels;
  if (levels.length === 3) return [first, second, third];
  if (levels.length === 2) return [first, 0, second];
  const at = first * (palette.length - 1);
  const stop = Math.floor(at);
  const [below, above] = [palette[stop]!, palette[Math.min(stop + 1, palette.length - 1)]!];
  return [16, 8, 0].map((shift) => {
    const [from, to] = [(below >>> shift) & 255, (above >>> shift) & 255];
    return (from + (to - from) * (at - stop)) / 255;
  });
}
