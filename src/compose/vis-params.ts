import { BestpixelError } from '../errors.ts';
import { parseColor } from './colors.ts';
import type { ExprType } from './bounds.ts';

type Numbers = number | string | readonly number[];

/** Earth Engine's visualisation parameters. Lists may also be strings with commas; other keys are passed over. */
export interface VisParams {
  /** One (grey, or by palette), two (red and blue) or three (red, green, blue); the first three unless given. */
  readonly bands?: string | readonly string[];
  /** Shown as 0; one for all bands or one each. */
  readonly min?: Numbers;
  /** Shown as 255. */
  readonly max?: Numbers;
  /** Instead of min and max: shown is value · gain + bias, of 255. */
  readonly gain?: Numbers;
  readonly bias?: Numbers;
  /** Above 1 brightens the middle. */
  readonly gamma?: Numbers;
  /** Colours from min to max, for one band. */
  readonly palette?: string | readonly string[];
  /** Not Earth Engine's: pixels of exactly these values have exactly these colours, over the palette. Up to 16, for one band. */
  readonly classes?: readonly ValueClass[];
  /** 0 to 1. */
  readonly opacity?: number;
}

export interface ValueClass {
  /** Rounded to float32, as the pixels are that it is compared with. */
  readonly value: number;
  readonly color: string;
}

/** The most that a style has. */
export const mostClasses = 16;

/** level = clamp((value − low) · slope + base, 0, 1) ^ exponent. */
export interface Channel {
  readonly low: number;
  readonly slope: number;
  readonly base: number;
  readonly exponent: number;
}

/** Visualisation parameters with nothing left open. */
export interface DisplayStyle {
  /** One to three, each with its channel. */
  readonly bands: readonly string[];
  readonly channels: readonly Channel[];
  /** 0xRRGGBB, evenly spaced over the levels of a single band; black to white unless given. */
  readonly palette: readonly number[];
  /** Values of a single band that have a colour of their own, 0xRRGGBB. */
  readonly classes?: readonly { readonly value: number; readonly color: number }[];
  readonly opacity: number;
}

export interface AvailableBand extends ExprType {
  readonly name: string;
}

/** A slope that turns any difference into black or white: min = max is a threshold. */
const step = 1e25;

/**
 * @param bands The image's, in order: their types and ranges give the stretch where none is asked for, [0, 1] for
 *   floats and the whole range for others. With max alone, min is 0.
 * @throws BestpixelError 'bad-input', 'missing-band'
 */
export function parseVisParams(
  params: VisParams | null | undefined,
  bands: readonly AvailableBand[],
): DisplayStyle {
  const given = params ?? {};
  const names = bandNames(given) ?? bands.slice(0, 3).map(({ name }) => name);
  if (names.length < 1 || names.length > 3)
    throw bad('bands', `${names.length} bands are asked for, not 1 to 3`);
  const shown = names.map((name) => find(name, bands));
  const palette = given.palette == null ? [] : list(given.palette);
  if (palette.length > 0 && names.length > 1) {
    throw bad(
      'palette',
      `a palette colours one band, not ${names.length}`,
      'Show one band, or leave the palette out.',
    );
  }
  const classes = classesOf(given, names.length);
  const opacity = numbers('opacity', given.opacity ?? 1, 1)[0]!;
  if (opacity < 0 || opacity > 1) throw bad('opacity', `the opacity ${opacity} is not between 0 and 1`);
  return {
    bands: names,
    channels: channelsOf(given, shown),
    palette: palette.length > 0 ? palette.map(parseColor) : [0x000000, 0xffffff],
    ...(classes.length > 0 && { classes }),
    opacity,
  };
}

function classesOf({ classes }: VisParams, bands: number): { value: number; color: number }[] {
  if (classes == null || classes.length === 0) return [];
  if (bands > 1)
    throw bad('classes', `classes colour one band, not ${bands}`, 'Show one band, or leave them out.');
  if (classes.length > mostClasses) {
    throw bad(
      'classes',
      `${classes.length} classes are more than ${mostClasses}`,
      'Use a palette for the others.',
    );
  }
  return classes.map(({ value, color }) => {
    if (!Number.isFinite(value)) throw bad('classes', `the class ${value} is not a number`);
    return { value: Math.fround(value), color: parseColor(color) };
  });
}

function channelsOf(given: VisParams, bands: readonly AvailableBand[]): Channel[] {
  const each = (key: 'min' | 'max' | 'gain' | 'bias' | 'gamma'): readonly number[] | undefined =>
    given[key] == null ? undefined : numbers(key, given[key], bands.length);
  const [min, max, gain, bias, gamma] = [each('min'), each('max'), each('gain'), each('bias'), each('gamma')];
  if ((gain || bias) && (min || max)) {
    throw bad('gain', 'gain and bias contradict min and max', 'Give min and max, or gain and bias.');
  }
  if (gamma?.some((value) => value <= 0)) throw bad('gamma', 'gamma must be above 0');
  return bands.map((band, i) => {
    const exponent = 1 / (gamma?.[i] ?? 1);
    if (gain || bias) {
      return { low: 0, slope: (gain?.[i] ?? 1) / 255, base: (bias?.[i] ?? 0) / 255, exponent };
    }
    const [least, most] = band.type === 'float' ? [0, 1] : [band.low, band.high];
    const low = min?.[i] ?? (max ? 0 : least);
    const high = max?.[i] ?? most;
    return { low, slope: high === low ? step : 1 / (high - low), base: 0, exponent };
  });
}

function find(name: string, bands: readonly AvailableBand[]): AvailableBand {
  const band = bands.find((band) => band.name === name);
  if (band) return band;
  throw new BestpixelError('missing-band', `there is no band '${name}'`, {
    where: 'bands',
    remedy: `There are: ${bands.map(({ name }) => name).join(', ') || 'none'}.`,
  });
}

/** One value for each of `count` bands. */
function numbers(key: string, given: unknown, count: number): readonly number[] {
  const parts: readonly unknown[] =
    typeof given === 'string' ? list(given) : Array.isArray(given) ? given : [given];
  const values = parts.map((part) => (part === '' || part === null ? NaN : Number(part)));
  if (values.some((value) => !Number.isFinite(value))) throw bad(key, `${key} is not a number`);
  if (values.length === count) return values;
  if (values.length === 1) return new Array<number>(count).fill(values[0]!);
  throw bad(
    key,
    `${key} has ${values.length} values for ${count} bands`,
    'Give one for all bands, or one for each.',
  );
}

/** The names of the bands that are asked for; null where that is left open. */
export function bandNames({ bands }: VisParams): readonly string[] | null {
  return bands == null ? null : list(bands);
}

function list(given: string | readonly string[]): readonly string[] {
  return (typeof given === 'string' ? given.split(',') : given).map((part) => String(part).trim());
}

function bad(where: string, what: string, remedy?: string): BestpixelError {
  return new BestpixelError('bad-input', what, { where, remedy });
}
