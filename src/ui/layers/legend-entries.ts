import type { ValueClass } from '../../compose/vis-params.ts';
import type { DateShares } from '../../engine/shares.ts';
import type { ArrangedLayer, LayerLook, LayersPort } from './layers-port.ts';
import { classesOf } from './layer-style.ts';
import { colorAt, cssColor } from './palettes.ts';

interface DateRow {
  /** "2020-08-03" */
  readonly date: string;
  readonly color: string;
  /** Of the area that has a winner, 0 … 1. */
  readonly share: number;
  readonly scenes: readonly string[];
}

interface Entry {
  readonly id: string;
  readonly name: string;
  /** What is counted is in part of what was composed before. */
  readonly pending: boolean;
}

export type LegendEntry = Entry &
  (
    | {
        readonly kind: 'ramp';
        readonly look: LayerLook;
        /** What the numbers are, as "B8". */
        readonly unit: string;
        readonly low: string;
        readonly high: string;
        readonly classes: readonly { readonly label: string; readonly color: string }[];
      }
    | {
        readonly kind: 'dates';
        /** Null: each date has a colour of its own. */
        readonly ramp: LayerLook | null;
        readonly low: string;
        readonly high: string;
        readonly rows: readonly DateRow[];
        /** Null: not counted. */
        readonly counted: { readonly metres: number; readonly whole: boolean } | null;
      }
  );

const most = 3;
const msPerDay = 86_400_000;

/** "2020-08-03" of days since 1970. */
export const dayText = (days: number): string => {
  const time = new Date(Math.round(days) * msPerDay);
  return Number.isNaN(time.getTime()) ? '–' : time.toISOString().slice(0, 10);
};

/** Of the topmost shown layers that have one: three at most, the top one first. */
export function legendEntries(
  port: Pick<LayersPort, 'layers' | 'sharesOf' | 'pendingOf'>,
): readonly LegendEntry[] {
  const entries: LegendEntry[] = [];
  for (const layer of port.layers.toReversed()) {
    if (!layer.shown || layer.opacity === 0 || entries.length === most) continue;
    const entry = entryOf(layer, port);
    if (entry) entries.push(entry);
  }
  return entries;
}

function entryOf(layer: ArrangedLayer, port: Pick<LayersPort, 'sharesOf' | 'pendingOf'>): LegendEntry | null {
  const { id, name, aspect, look } = layer;
  if (look?.bands.length !== 1) return null;
  const classes = safeClasses(layer);
  const pending = port.pendingOf(id);
  if (aspect === 'date') {
    const shares = port.sharesOf(id);
    const rows = dateRows(look, classes, shares);
    return {
      id,
      name,
      pending,
      kind: 'dates',
      ramp: classes.length > 0 && rows.length === classes.length ? null : look,
      low: dayText(look.min[0]!),
      high: dayText(look.max[0]!),
      rows,
      counted: shares && { metres: shares.metres, whole: shares.whole },
    };
  }
  const unit = { pixels: look.bands[0]!, margin: 'margin, in units of the quality', scenes: 'valid scenes' };
  return {
    id,
    name,
    pending,
    kind: 'ramp',
    look,
    unit: unit[aspect],
    low: numberText(look.min[0]!, look),
    high: numberText(look.max[0]!, look),
    classes: classes.map(({ value, color }) => ({
      label: aspect === 'margin' && value === 0 ? 'Tie: the last scene wins' : numberText(value, look),
      color,
    })),
  };
}

/** Colours that are none are passed over: a script may have written them. */
function safeClasses({ visParams }: ArrangedLayer): readonly ValueClass[] {
  return classesOf(visParams).flatMap(({ value, color }) => {
    try {
      return [{ value, color: cssColor(color) }];
    } catch {
      return [];
    }
  });
}

/** Below this share a date is told after all others. */
const leastShare = 0.01;

/** Each date that wins somewhere, and each that has a colour of its own, in order: those that are hardly seen come last. */
function dateRows(look: LayerLook, classes: readonly ValueClass[], shares: DateShares | null): DateRow[] {
  const rows = new Map<number, DateRow>();
  for (const { value, color } of classes) {
    rows.set(value, { date: dayText(value), color, share: 0, scenes: [] });
  }
  for (const { day, share, scenes } of shares?.dates ?? []) {
    const days = Math.round(day / msPerDay);
    const color = rows.get(days)?.color ?? colorOf(look, days);
    rows.set(days, { date: dayText(days), color, share, scenes });
  }
  const isSmall = ({ share }: DateRow) => Number(shares !== null && share < leastShare);
  return [...rows]
    .toSorted(([a, one], [b, other]) => isSmall(one) - isSmall(other) || a - b)
    .map(([, row]) => row);
}

function colorOf({ min, max, palette, gamma }: LayerLook, value: number): string {
  const [low, high] = [min[0]!, max[0]!];
  const level = high === low ? (value >= low ? 1 : 0) : (value - low) / (high - low);
  return colorAt(palette, Math.min(1, Math.max(0, level)) ** (1 / (gamma[0] ?? 1)));
}

/** As many digits as tell ends of the ramp apart. */
function numberText(value: number, { min, max }: LayerLook): string {
  const span = Math.abs(max[0]! - min[0]!);
  const digits = span > 0 && span < 10 ? Math.min(6, 1 - Math.floor(Math.log10(span))) : 0;
  const text = Number.isInteger(value) ? String(value) : value.toFixed(digits);
  return text.replace('-', '−');
}
