import type { InspectedScene, Inspection } from '../../engine/inspection.ts';
import { type Role, rolesOf } from './roles.ts';
import { bandAt, bandsOf, qualitiesOf, qualityAt, type Units } from './variables.ts';

/** A pin as the chart needs it. */
export interface PlottedPin {
  readonly name: string;
  readonly color: string;
  readonly inspection: Inspection;
}

type Axis = 'bands' | 'quality';

export interface PlotLine {
  readonly name: string;
  readonly axis: Axis;
  /** CSS colour, or the name of a variable of the style sheet. */
  readonly color: string;
  readonly dash: readonly number[];
  readonly values: readonly (number | null)[];
  /** Standard deviation, of a box. */
  readonly spreads: readonly (number | null)[];
}

/** A date of one pin, as it is marked. */
export interface PlotMark {
  /** Index into `x`. */
  readonly at: number;
  readonly scene: InspectedScene;
  /** Index into `lines`: where the mark lies. */
  readonly line: number;
  readonly roles: readonly Role[];
  /** Of the middle of the chip; null where there is none. */
  readonly rgb: readonly [red: number, green: number, blue: number] | null;
}

export interface PlotData {
  /** Seconds since 1970, ascending. */
  readonly x: readonly number[];
  /** Ids of the scenes, as many as `x`. */
  readonly scenes: readonly string[];
  readonly lines: readonly PlotLine[];
  readonly marks: readonly PlotMark[];
}

const dashes: readonly (readonly number[])[] = [[], [7, 3], [2, 3], [9, 3, 2, 3], [4, 4], [12, 4]];
const bandColors = [
  '--series-red',
  '--series-green',
  '--series-blue',
  '--series-4',
  '--series-5',
  '--series-6',
];

export function plotData(pins: readonly PlottedPin[], variable: string, units: Units): PlotData {
  const dates = new Map<string, number>();
  for (const { id, datetime } of pins.flatMap(({ inspection }) => inspection.scenes)) dates.set(id, datetime);
  const ordered = [...dates].toSorted(([, a], [, b]) => a - b);
  const scenes = ordered.map(([id]) => id);
  const positions = new Map(scenes.map((id, at) => [id, at]));
  const perPin = pins.map((pin) => linesOf(pin, pins, variable, units, positions));
  const lines = perPin.flat();
  const starts = perPin.map((_, i) => perPin.slice(0, i).flat().length);
  const marks = pins.flatMap(({ inspection }, i) => {
    const own = perPin[i]!;
    const quality = own.findIndex(({ axis }) => axis === 'quality');
    const line = starts[i]! + Math.max(quality, 0);
    return inspection.scenes.map((scene, index) => ({
      at: positions.get(scene.id)!,
      scene,
      line,
      roles: rolesOf(inspection, index),
      rgb: middleOf(scene),
    }));
  });
  return { x: ordered.map(([, datetime]) => datetime / 1000), scenes, lines, marks };
}

/** From the least to the greatest of an axis, spreads included; null: it has no value. */
export function extentOf(lines: readonly PlotLine[], axis: PlotLine['axis']): [number, number] | null {
  const ends = lines
    .filter((line) => line.axis === axis)
    .flatMap(({ values, spreads }) =>
      values.flatMap((value, at) => {
        const spread = spreads[at] ?? 0;
        return value === null ? [] : [value - spread, value + spread];
      }),
    );
  return ends.length === 0 ? null : [Math.min(...ends), Math.max(...ends)];
}

function linesOf(
  pin: PlottedPin,
  pins: readonly PlottedPin[],
  variable: string,
  units: Units,
  positions: ReadonlyMap<string, number>,
): PlotLine[] {
  const several = pins.length > 1;
  const inspections = pins.map(({ inspection }) => inspection);
  const place = <T>(of: (scene: InspectedScene) => T | null) => {
    const values = new Array<T | null>(positions.size).fill(null);
    for (const scene of pin.inspection.scenes) values[positions.get(scene.id)!] = of(scene);
    return values;
  };
  const at = pins.indexOf(pin);
  const look = (own: string, dash: number) => ({
    color: several ? pin.color : own,
    dash: dashes[(several ? at : dash) % dashes.length]!,
  });
  const bands = bandsOf(inspections).flatMap((band, i): PlotLine[] => {
    if (variable !== 'bands' && variable !== `band:${band.name}`) return [];
    const values = place((scene) => bandAt(band, scene, units));
    return [
      {
        name: several ? pin.name : band.name,
        axis: 'bands',
        ...look(bandColors[i % bandColors.length]!, i),
        values: values.map((value) => value?.value ?? null),
        spreads: values.map((value) => value?.spread ?? null),
      },
    ];
  });
  const qualities = qualitiesOf(inspections).flatMap((quality, i): PlotLine[] => {
    const shown = variable === 'bands' ? i === 0 : variable === `quality:${quality.layers[0]!}`;
    if (!shown) return [];
    const values = place((scene) => qualityAt(quality, scene));
    const name = several ? pin.name : quality.name;
    const spreads = values.map(() => null);
    return [{ name, axis: 'quality', ...look('--text', 0), values, spreads }];
  });
  return [...bands, ...qualities];
}

function middleOf({ chip }: InspectedScene): readonly [number, number, number] | null {
  if (!chip) return null;
  const at = 4 * (Math.floor(chip.height / 2) * chip.width + Math.floor(chip.width / 2));
  const [red, green, blue, alpha] = chip.data.subarray(at, at + 4);
  return alpha ? [red!, green!, blue!] : null;
}
