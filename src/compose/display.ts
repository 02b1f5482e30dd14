import displayChunk from '../../shaders/display.glsl?raw';
import picture from '../../shaders/picture.glsl?raw';
import { BestpixelError } from '../errors.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { Palette } from '../gpu/palette.ts';
import type { Uniforms } from '../gpu/pass.ts';
import type { Program } from '../gpu/program.ts';
import type { Target } from '../gpu/target.ts';
import type { Carried, CarriedPixels } from './carried.ts';
import { mostClasses, type Channel, type DisplayStyle } from './vis-params.ts';

/** Where one of a style's bands is to be found. All that are shown together have one size. */
export interface ShownBand {
  readonly carried: Carried;
  /** Its place among the carried bands. */
  readonly band: number;
}

export interface Shown {
  /** For each of the style's bands. */
  readonly bands: readonly ShownBand[];
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

  /**
   * GLSL ES 3.00 with `vec4 display(ivec2 at)`, the premultiplied colour of a pixel of the carried textures (`u_carried_0` …,
   * one for each channel): a program of its own for bands that lie and are held otherwise.
   */
  glsl(bands: readonly ShownBand[]): string {
    const { channels } = this.style;
    const sources = this.#sources(bands);
    const isTogether = sources.every(({ carried }) => carried === sources[0]!.carried);
    return [
      `#define DISPLAY_BANDS ${channels.length}`,
      `#define DISPLAY_SOURCE ${sources.map(({ band }) => band).join()}`,
      `#define DISPLAY_TYPE ${sources.map(({ carried, band }) => typeCodes[carried.types[band]!]).join()}`,
      ...(isTogether ? ['#define DISPLAY_TOGETHER'] : []),
      ...(channels.every(({ exponent }) => exponent === 1) ? ['#define DISPLAY_LINEAR'] : []),
      displayChunk,
    ].join('\n');
  }

  /** The uniforms that `glsl` needs. */
  uniforms({ bands, opacity = 1 }: Shown): Uniforms {
    const { channels } = this.style;
    const sources = this.#sources(bands);
    const classes = this.style.classes ?? [];
    const three = [0, 1, 2].map((i) => channels[i] ?? channels[0]!);
    return {
      u_carried_0: sources[0]!.carried.target,
      u_carried_1: sources[1]!.carried.target,
      u_carried_2: sources[2]!.carried.target,
      u_display_low: three.map(({ low }) => low),
      u_display_slope: three.map(({ slope }) => slope),
      u_display_base: three.map(({ base }) => base),
      u_display_exponent: three.map(({ exponent }) => exponent),
      u_display_opacity: this.style.opacity * opacity,
      u_display_palette: this.#palette,
      u_display_classes: classes.length,
      u_display_class_values: padded(
        classes.map(({ value }) => value),
        mostClasses,
      ),
      u_display_class_colors: padded(
        classes.flatMap(({ color }) => sharesOf(color)),
        3 * mostClasses,
      ),
    };
  }

  dispose(): void {
    this.#palette.dispose();
  }

  /** One for each of three channels. */
  #sources(bands: readonly ShownBand[]): readonly ShownBand[] {
    const { length } = this.style.channels;
    if (bands.length !== length) {
      throw new BestpixelError('bad-input', `${bands.length} bands are given to a style of ${length}`);
    }
    return [0, 1, 2].map((i) => bands[i] ?? bands[0]!);
  }
}

function padded(values: readonly number[], length: number): Float32Array {
  const all = new Float32Array(length);
  all.set(values);
  return all;
}

/** Red, green and blue of 0xRRGGBB, each 0 … 1. */
function sharesOf(color: number): number[] {
  return [16, 8, 0].map((shift) => ((color >>> shift) & 255) / 255);
}

interface Picture extends Shown {
  readonly display: Display;
  /** Of kind 'picture' and the carried size. */
  readonly into: Target;
}

/** Draws carried bands as RGBA8, premultiplied, row 0 on top. Who makes it disposes it. */
export class PicturePass {
  readonly #gpu: Gpu;
  readonly #programs = new Set<Program>();

  constructor(gpu: Gpu) {
    this.#gpu = gpu;
  }

  draw({ display, into, ...shown }: Picture): void {
    const fragment = `#version 300 es\nprecision highp float;\nprecision highp int;\n${display.glsl(shown.bands)}${picture}`;
    const program = this.#gpu.program({ fragment, label: 'drawing a picture' });
    if (this.#programs.has(program)) this.#gpu.giveBack(program);
    this.#programs.add(program);
    this.#gpu.run({ program, uniforms: display.uniforms(shown), target: into });
  }

  dispose(): void {
    for (const program of this.#programs) this.#gpu.giveBack(program);
    this.#programs.clear();
  }
}

interface PictureOnCpu {
  /** For each of the style's bands. */
  readonly bands: readonly { readonly pixels: CarriedPixels; readonly band: number }[];
  readonly style: DisplayStyle;
  readonly opacity?: number;
}

/**
 * The CPU twin of `display`: RGBA bytes, premultiplied. Each byte is within 1 of the GPU's: GLSL gives `pow` no exact
 * result, and a level that float32 arithmetic puts next to half a step may round either way.
 */
export function displayOnCpu({ bands, style, opacity = 1 }: PictureOnCpu): Uint8ClampedArray<ArrayBuffer> {
  const shown = bands.map(({ pixels, band }) => pixels.bands[band]!);
  const length = shown[0]!.mask.length;
  const picture = new Uint8ClampedArray(4 * length);
  const alpha = style.opacity * opacity;
  for (let pixel = 0; pixel < length; pixel++) {
    if (shown.some(({ mask }) => mask[pixel] === 0)) continue;
    const own = classOf(style, shown[0]!.data[pixel]!);
    const levels = shown.map(({ data }, i) => levelOf(data[pixel]!, style.channels[i]!));
    const color = own ?? colorOf(levels, style.palette);
    for (let i = 0; i < 3; i++) picture[4 * pixel + i] = color[i]! * alpha * 255;
    picture[4 * pixel + 3] = alpha * 255;
  }
  return picture;
}

/** The colour that a value has for itself; of several the first. */
function classOf({ classes }: DisplayStyle, value: number): readonly number[] | undefined {
  const found = classes?.find((each) => each.value === Math.fround(value));
  return found && sharesOf(found.color);
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
