import type { Choice } from '../choice/choice.ts';
import { Listeners } from '../listeners.ts';
import type { SceneRow } from '../ui/data/data-port.ts';
import type { StripDay, TimePort } from '../ui/time/time-port.ts';
import type { Viewer } from '../viewer.ts';
import type { DataDesk } from './data-desk.ts';
import { RestingShares } from './resting-shares.ts';
import type { SingleScene } from './single-scene.ts';

type Range = NonNullable<TimePort['range']>;

const day = 86_400_000;

/** Joins the time strip to what is shown. */
export class TimeDesk implements TimePort {
  readonly #viewer: Viewer;
  readonly #data: DataDesk;
  readonly #scene: SingleScene;
  readonly #changes = new Listeners();
  readonly #shares: RestingShares;
  /** What the dates were before they were limited here. */
  #before: { readonly dates: Range | null; readonly limited: Range } | null = null;
  #known: { readonly rows: readonly SceneRow[]; readonly shares: unknown; readonly days: StripDay[] } | null =
    null;

  constructor(parts: { readonly viewer: Viewer; readonly data: DataDesk; readonly scene: SingleScene }) {
    this.#viewer = parts.viewer;
    this.#data = parts.data;
    this.#scene = parts.scene;
    this.#shares = new RestingShares(parts.viewer.stage);
  }

  get days(): readonly StripDay[] {
    const rows = this.#data.shownRows;
    const shares = this.#mosaic?.shares ?? null;
    if (this.#known?.rows !== rows || this.#known.shares !== shares) {
      const byDay = shares && new Map(shares.dates.map((date) => [date.day, date.share * shares.covered]));
      this.#known = { rows, shares, days: daysOf(rows, byDay) };
    }
    return this.#known.days;
  }

  get sharesOf(): string | null {
    return this.#mosaic?.name ?? null;
  }

  get sharesPending(): boolean {
    const { provenance } = this.#viewer.stage.engine;
    const layer = this.#mosaic?.layer;
    return layer !== undefined && provenance.pendingOf(layer).length > 0;
  }

  get shownScene(): string | null {
    return this.#scene.shown;
  }

  set shownScene(index: string | null) {
    this.#scene.shown = index;
  }

  get range(): Range | null {
    const { dates } = this.#data.choice;
    return this.#before && same(dates, this.#before.limited) ? dates : null;
  }

  get limit(): TimePort['limit'] {
    return this.#data.shown.areOwn ? (range) => this.#limit(range) : null;
  }

  on(_event: 'change', listener: () => void): () => void {
    const stops = [
      this.#changes.on('change', listener),
      this.#data.on('change', listener),
      this.#shares.onRest(listener),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** Of the topmost layer that is shown and has winners of several dates. */
  get #mosaic() {
    const { engine } = this.#viewer.stage;
    for (const layer of engine.layers.toReversed()) {
      if (!layer.shown || layer.id === 'scene' || layer.aspect !== 'pixels') continue;
      const shares = this.#shares.datesOf(layer);
      if (shares) return { layer, name: layer.name, shares };
    }
    return null;
  }

  async #limit(range: Range | null): Promise<void> {
    if (range === null && !this.range) return;
    let before: Range | null = null;
    const limited = (choice: Choice): Partial<Choice> => {
      before = this.range ? this.#before!.dates : choice.dates;
      return { dates: range ?? before };
    };
    await this.#data.amend(limited, new AbortController().signal);
    this.#before = range ? { dates: before, limited: range } : null;
    this.#changes.emit('change');
  }
}

function daysOf(rows: readonly SceneRow[], shares: ReadonlyMap<number, number> | null): StripDay[] {
  const days = new Map<number, SceneRow[]>();
  for (const row of rows) {
    const at = Math.floor(row.datetime / day) * day;
    const those = days.get(at);
    if (those) those.push(row);
    else days.set(at, [row]);
  }
  return [...days]
    .toSorted(([a], [b]) => a - b)
    .map(([at, scenes]) => ({
      day: at,
      scenes: scenes.map(({ index }) => index),
      cloud: mean(scenes.flatMap(({ cloud }) => cloud ?? [])),
      share: shares && (shares.get(at) ?? 0),
      leftOut: scenes.every(({ state }) => state === 'left-out'),
    }));
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
