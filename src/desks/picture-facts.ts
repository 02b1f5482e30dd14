import type { PictureFacts, PictureLegend } from '../export/picture/facts.ts';
import type { CollectionSummary } from '../engine/summary.ts';
import type { LngLat } from '../grid/grid.ts';
import type { Rule } from '../choice/rule.ts';
import type { LayersPort } from '../ui/layers/layers-port.ts';
import { metresText, percentText } from '../ui/layers/layer-words.ts';
import { type LegendEntry, legendEntries } from '../ui/layers/legend-entries.ts';
import { colorAt } from '../ui/layers/palettes.ts';
import { ruleNames } from '../ui/quality/words.ts';
import { counted, dateRange } from '../ui/words.ts';
import { placeWords } from '../ui/inspector/words.ts';
import { missingOf } from './missing.ts';

export interface Seen {
  readonly layers: Pick<LayersPort, 'layers' | 'sharesOf' | 'pendingOf'>;
  readonly collections: readonly CollectionSummary[];
  /** Null: of a script. */
  readonly rule: Rule | null;
  /** Names of what lies left and right of a line; null: all lie everywhere. */
  readonly sides: { readonly left: string; readonly right: string } | null;
  readonly center: LngLat;
  readonly zoom: number;
  readonly bearing: number;
  readonly pitch: number;
  readonly projection: 'globe' | 'mercator';
  readonly metresPerPixel: number;
  readonly scale: number;
  /** Of the basemap, as it is told on the map. */
  readonly basemap: readonly string[];
}

/** More dates are told by their number, the first and the last. */
const mostDates = 40;

/** What is told of a picture, at the moment when it is taken. */
export function factsOf(seen: Seen): PictureFacts {
  const shown = seen.layers.layers.filter(({ shown, opacity }) => shown && opacity > 0).toReversed();
  const missing = shown.flatMap((layer) => {
    const words = missingOf(layer);
    return words === null ? [] : [`${layer.name}: ${words}`];
  });
  const partial = seen.collections.filter(({ partial }) => partial).map(({ title }) => title);
  return {
    title: shown.map(({ name }) => name).join(' · ') || 'No layer is shown',
    lines: [
      ...sidesLine(seen.sides),
      ...seen.collections.map(collectionLine),
      ...datesLine(shown.flatMap(({ id }) => seen.layers.sharesOf(id)?.dates ?? [])),
      ...ruleLine(seen.rule, shown.length),
      placeLine(seen),
      ...shown.flatMap(({ name, note }) => (note === null ? [] : [`${name}: ${note}`])),
    ],
    warnings: [...missing, ...partial.map((title) => `A part of the list of scenes is missing: ${title}`)],
    legends: legendEntries(seen.layers).map(legendOf),
    metresPerPixel: seen.metresPerPixel,
    attribution: [
      ...new Set([...seen.collections.map(({ attribution }) => attribution), ...seen.basemap]),
    ].filter((text) => text !== ''),
  };
}

/** Whole names: those on the map may be cut. */
function sidesLine(sides: Seen['sides']): string[] {
  if (!sides) return [];
  const { left, right } = sides;
  if (left === '') return [`Of what is compared, the right side alone: ${right}`];
  if (right === '') return [`Of what is compared, the left side alone: ${left}`];
  return [`Left of the line: ${left} · right: ${right}`];
}

function collectionLine(collection: CollectionSummary): string {
  const { title, scenes, synthetic } = collection;
  const parts = [title, dateRange(collection), counted(scenes, 'scene'), synthetic ? 'synthetic data' : null];
  return parts.filter((part) => part !== null).join(' · ');
}

function datesLine(dates: readonly { readonly day: number }[]): string[] {
  const days = [...new Set(dates.map(({ day }) => day))].filter(Number.isFinite).toSorted((a, b) => a - b);
  if (days.length === 0) return [];
  const texts = days.map((day) => new Date(day).toISOString().slice(0, 10));
  const told = texts.length > mostDates ? `${texts[0]} to ${texts.at(-1)}` : texts.join(', ');
  return [`${counted(days.length, 'date')} used: ${told}`];
}

function ruleLine(rule: Rule | null, layers: number): string[] {
  if (layers === 0) return [];
  return [rule ? `Quality rule: ${ruleNames[rule.kind]}` : 'Layers of a script'];
}

function placeLine({ center, zoom, bearing, pitch, projection, metresPerPixel, scale }: Seen): string {
  const turned = (degrees: number, word: string) =>
    Math.abs(degrees) < 0.5 ? [] : [`${word} ${Math.round(degrees)}°`];
  return [
    `Centre ${placeWords({ kind: 'point', at: center })}`,
    `zoom ${zoom.toFixed(1)}`,
    projection === 'globe' ? 'globe' : 'Mercator',
    ...turned(bearing, 'turned'),
    ...turned(pitch, 'tilted'),
    `a pixel of this picture is ${metresText(metresPerPixel / scale)} there`,
  ].join(' · ');
}

/** Colours between which a bent ramp is drawn. */
const steps = 32;

function legendOf(entry: LegendEntry): PictureLegend {
  const look = entry.kind === 'dates' ? entry.ramp : entry.look;
  const hasBar = look && (entry.kind === 'dates' || entry.classes.length === 0 || look.palette.length > 0);
  const gamma = look?.gamma[0] ?? 1;
  const bar = !hasBar
    ? null
    : {
        colors: Array.from({ length: steps + 1 }, (_, i) =>
          colorAt(look.palette, (i / steps) ** (1 / gamma)),
        ),
        low: entry.low,
        high: entry.high,
      };
  const pending = entry.pending ? ['pending: in part as before'] : [];
  if (entry.kind === 'ramp') {
    const rows = entry.classes.map(({ label, color }) => ({ label, color, detail: '' }));
    return { name: entry.name, bar, rows, note: [entry.unit, ...pending].join('; ') };
  }
  const { rows, counted: count } = entry;
  const note = count
    ? [`Share of the area, counted at ${metresText(count.metres)} pixels${count.whole ? '' : ', so far'}`]
    : [];
  return {
    name: entry.name,
    bar,
    rows: rows.map(({ date, color, share }) => ({
      label: date,
      color,
      detail: count ? percentText(share) : '',
    })),
    note: [...note, ...pending].join('; '),
  };
}
