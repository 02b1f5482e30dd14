import { computed, effect, signal } from '@preact/signals';
import type { InspectedPlace } from '../../engine/inspection.ts';
import { type Live, livePort } from '../live-port.ts';
import { remember, remembered } from '../remembered.ts';
import { task } from '../data/task.ts';
import type { Sorting } from './columns.ts';
import type { SavedFile } from '../save-file.ts';
import { csvOf } from './csv.ts';
import { geojsonOf } from './geojson.ts';
import type { InspectPort } from './inspect-port.ts';
import { PinReading } from './pin-reading.ts';
import type { Units } from './variables.ts';
import { inspectedWords, placeWords } from './words.ts';

/** Told apart on both themes, and by people who do not see red and green alike. */
const colors = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b8860b', '#7b61c9'];
export const mostPins = colors.length;
/** ms that the port's edition must rest before pins are read anew. */
const rest = 300;

export type SeriesFormat = 'csv' | 'geojson';

type After = (ms: number, run: () => void) => () => void;

/** What the inspector shows and does. Marks `page` with `data-inspector`. */
export class InspectorControl {
  readonly port: InspectPort;
  readonly live: Live<InspectPort>;
  readonly open = signal(false);
  readonly pins = signal<readonly PinReading[]>([]);
  readonly active = signal<number | null>(null);
  /** The next place becomes a pin of its own. */
  readonly adding = signal(false);
  readonly units = signal<Units>('raw');
  /** Key of a Variable. */
  readonly variable = signal('bands');
  readonly view = signal<'chart' | 'table'>('chart');
  readonly sorting = signal<Sorting>({ key: 'date', descending: false });
  /** Id of the scene that chart, pictures, table and map point at. */
  readonly hovered = signal<string | null>(null);
  readonly alwaysRest = signal(remembered('inspect-rest') === 'always');
  /** For assistive technology. */
  readonly said = signal('');
  /** Wants the keyboard: counts up each time it is asked for. */
  readonly focus = signal(0);
  readonly drawing = task();
  readonly leaving = task();
  readonly pin = computed(() => this.pins.value.find(({ id }) => id === this.active.value) ?? null);

  readonly #after: After;
  readonly #stops: readonly (() => void)[];
  #cancel: (() => void) | null = null;
  /** The edition whose rest is waited for. */
  #awaited: number | null = null;

  constructor(port: InspectPort, page: HTMLElement, after: After = browserAfter) {
    this.port = port;
    this.live = livePort(port);
    this.#after = after;
    this.#stops = [
      this.live.stop,
      port.onPick((place) => this.pick(place)),
      port.on('change', () => this.#follow()),
      effect(() => {
        page.dataset['inspector'] = this.open.value ? 'open' : 'closed';
      }),
      effect(() => port.mark(this.open.value ? this.pins.value : [])),
      effect(() => port.point(this.open.value ? this.hovered.value : null)),
    ];
  }

  /** A place in the stead of the chosen pin's; beside it where a pin is to be added. */
  pick(place: InspectedPlace): void {
    const pins = this.pins.value;
    const replaced = this.adding.value && pins.length < mostPins ? null : this.pin.value;
    replaced?.stop();
    const id = replaced?.id ?? 1 + Math.max(0, ...pins.map(({ id }) => id));
    const color = replaced?.color ?? colors.find((each) => pins.every(({ color }) => color !== each))!;
    const pin = new PinReading(this.port, id, place, color);
    this.adding.value = false;
    this.pins.value = replaced ? pins.map((each) => (each === replaced ? pin : each)) : [...pins, pin];
    this.active.value = id;
    this.hovered.value = null;
    this.open.value = true;
    void this.#read(pin);
  }

  /** "Pin 2": by its place among the pins, as on the map. */
  nameOf(pin: PinReading): string {
    return `Pin ${this.pins.value.indexOf(pin) + 1}`;
  }

  remove(pin: PinReading): void {
    pin.stop();
    this.pins.value = this.pins.value.filter((each) => each !== pin);
    if (this.active.value === pin.id) this.active.value = this.pins.value.at(-1)?.id ?? null;
  }

  /** Lets a box be drawn; asked again, gives it up. */
  async drawBox(): Promise<void> {
    if (this.drawing.running.value) return this.drawing.stop();
    await this.drawing.run(async (signal) => {
      const place = await this.port.pickBox(signal);
      if (!signal.aborted) this.pick(place);
    });
  }

  /** Lays a scene on the map; takes it away where it lies there. */
  lay(index: string): void {
    this.port.shownScene = this.port.shownScene === index ? null : index;
  }

  /** Goes with the arrow keys: the scene on the map follows, where one lies there. */
  step(id: string, index: string): void {
    this.hovered.value = id;
    if (this.port.shownScene !== null) this.port.shownScene = index;
  }

  async leaveOut(index: string): Promise<void> {
    const { leaveOut } = this.port;
    if (leaveOut) await this.leaving.run(() => leaveOut(index));
  }

  readAlways(always: boolean): void {
    this.alwaysRest.value = always;
    remember('inspect-rest', always ? 'always' : null);
  }

  /** All that is known of the pins; null: nothing is. */
  series(format: SeriesFormat): SavedFile | null {
    const pins = this.pins.value.flatMap((pin) => {
      const { full } = pin;
      return full ? [{ name: this.nameOf(pin), inspection: full }] : [];
    });
    const place = this.pin.value?.place ?? pins[0]?.inspection.place;
    if (pins.length === 0 || !place) return null;
    const name = `bestpixel ${placeWords(place, 5, '')}.${format}`.replaceAll(/,? /g, '-');
    const units = this.units.value;
    const [text, type] =
      format === 'csv'
        ? [csvOf(pins, units), 'text/csv']
        : [JSON.stringify(geojsonOf(pins, units)), 'application/geo+json'];
    return { name, data: new Blob([text], { type }) };
  }

  toggle(): void {
    if (this.open.value) this.close();
    else this.show();
  }

  show(): void {
    this.open.value = true;
    this.focus.value += 1;
    this.#follow();
  }

  close(): void {
    this.open.value = false;
    this.adding.value = false;
    this.hovered.value = null;
    this.drawing.stop();
    this.pins.value.forEach((pin) => pin.pause());
  }

  stop(): void {
    this.close();
    this.#cancel?.();
    this.leaving.stop();
    this.#stops.forEach((stop) => stop());
    this.port.mark([]);
    this.port.point(null);
  }

  async #read(pin: PinReading): Promise<void> {
    if (!(await pin.read(false))) return;
    const inspection = pin.inspection.value!;
    if (this.pin.value === pin) this.said.value = inspectedWords(inspection);
    if (inspection.rest && this.alwaysRest.value) await pin.read(true);
  }

  /** Reads pins anew that are of another edition, once it rests: what changes besides makes nobody wait longer. */
  #follow(): void {
    const { edition } = this.port;
    const stale = () => this.pins.value.filter((pin) => pin.edition !== this.port.edition);
    if (!this.open.value || stale().length === 0 || this.#awaited === edition) return;
    this.#cancel?.();
    this.#awaited = edition;
    this.#cancel = this.#after(rest, () => {
      this.#cancel = null;
      this.#awaited = null;
      if (this.open.value) stale().forEach((pin) => void this.#read(pin));
    });
  }
}

const browserAfter: After = (ms, run) => {
  const id = setTimeout(run, ms);
  return () => clearTimeout(id);
};
