import type { ValueClass, VisParams } from '../../compose/vis-params.ts';
import type { LayerLook } from './layers-port.ts';

/** The values that have colours of their own; what a script wrote instead of such is passed over. */
export function classesOf({ classes }: VisParams): readonly ValueClass[] {
  if (!Array.isArray(classes)) return [];
  return classes.filter(
    (each: Partial<ValueClass> | null) => typeof each?.value === 'number' && typeof each.color === 'string',
  );
}

/** With what is set in place of what was; all else is kept, but for what contradicts it. */
export function restyled(visParams: VisParams, look: LayerLook, set: Partial<LayerLook>): VisParams {
  const next = { ...look, ...set };
  const { gain: _gain, bias: _bias, ...kept } = visParams;
  const { palette: _palette, ...plain } = kept;
  const colors = next.bands.length === 1 && next.palette.length > 0 ? { palette: next.palette } : {};
  // Classes are those of the band they were made for.
  const { classes: _classes, ...ramp } = plain;
  return {
    ...(set.bands ? ramp : plain),
    bands: next.bands,
    min: joined(next.min),
    max: joined(next.max),
    gamma: joined(next.gamma),
    ...colors,
  };
}

/** One for all, where all are alike. */
function joined(values: readonly number[]): number | readonly number[] {
  return values.every((value) => value === values[0]) ? (values[0] ?? 0) : values;
}

/**
 * Other bands under the stretch that is there: each band keeps its own, one that was not shown takes the widest of
 * those. From three bands to one the palette is open, as it was not shown.
 */
export function withBands(look: LayerLook, bands: readonly string[]): LayerLook {
  const low = Math.min(...look.min);
  const high = Math.max(...look.max);
  const own = (name: string) => look.bands.indexOf(name);
  return {
    bands,
    min: bands.map((name) => look.min[own(name)] ?? low),
    max: bands.map((name) => look.max[own(name)] ?? high),
    gamma: bands.map((name) => look.gamma[own(name)] ?? look.gamma[0] ?? 1),
    palette: bands.length === 1 && look.bands.length === 1 ? look.palette : [],
  };
}

/** Whether all bands share one stretch. */
export const isJoint = ({ min, max }: LayerLook): boolean =>
  [min, max].every((ends) => ends.every((end) => end === ends[0]));

/** One end of the stretch, of one band or (null) of all. */
export function withEnd(look: LayerLook, end: 'min' | 'max', band: number | null, value: number): LayerLook {
  return { ...look, [end]: look[end].map((was, at) => (band === null || at === band ? value : was)) };
}
