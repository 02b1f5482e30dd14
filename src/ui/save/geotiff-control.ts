import { computed, effect, signal } from '@preact/signals';
import type { MultiPolygon, Polygon } from 'geojson';
import { readGeoJson } from '../../choice/geojson-place.ts';
import { BestpixelError } from '../../errors.ts';
import { textOfOutline } from '../data/outline-file.ts';
import { task } from '../data/task.ts';
import { livePort } from '../live-port.ts';
import type {
  AreaChoice,
  GeotiffDraft,
  GeotiffOutlook,
  GeotiffPort,
  GeotiffReport,
  LayerBands,
} from './geotiff-port.ts';

/** What a person set; what they did not is as the layer has it. */
export interface Wish {
  readonly layer: string | null;
  readonly area: AreaChoice;
  /** The text of the fields; null: native pixels. */
  readonly pixels: { readonly crs: string; readonly size: string } | null;
  readonly bands: readonly string[] | null;
  readonly scaled: boolean;
  readonly scene: boolean;
  readonly date: boolean;
}

/** Milliseconds of rest after which is looked up what saving would take. */
const rest = 150;

/** What the GeoTIFF part shows. Only its own methods set its signals. */
export class GeotiffControl {
  readonly live;
  /** The part is in sight. */
  readonly open = signal(false);
  readonly wish = signal<Wish>({
    layer: null,
    area: { kind: 'view' },
    pixels: null,
    bands: null,
    scaled: false,
    scene: false,
    date: false,
  });
  readonly bands = signal<LayerBands | null>(null);
  readonly outlook = signal<GeotiffOutlook | null>(null);
  readonly report = signal<GeotiffReport | null>(null);
  readonly progress = signal<{ readonly done: number; readonly wanted: number } | null>(null);
  /** Bytes that a file may have here; null: as many as the disk takes. */
  readonly limit = signal<number | null>(null);
  readonly looking = task();
  readonly saving = task();
  readonly picking = task();
  /** The layer in question: the chosen one while it is there, else the topmost that is shown. */
  readonly layer = computed(() => {
    const { layers } = this.live.now();
    const { layer } = this.wish.value;
    return (
      (layers.find(({ id }) => id === layer) ?? layers.find(({ shown }) => shown) ?? layers[0])?.id ?? null
    );
  });
  readonly #port: GeotiffPort;
  readonly #stop: () => void;
  #looked = '';

  constructor(port: GeotiffPort) {
    this.#port = port;
    this.live = livePort(port);
    this.#stop = effect(() => {
      if (this.open.value) this.#lookIfNew();
    });
  }

  readonly edit = (part: Partial<Wish>): void => {
    const others = part.layer !== undefined && part.layer !== this.layer.value;
    this.report.value = null;
    this.wish.value = { ...this.wish.value, ...(others && { bands: null }), ...part };
  };

  /** In sight or not. */
  readonly show = (open: boolean): void => {
    this.open.value = open;
    if (!open) this.picking.stop();
    else void this.#port.limit().then((limit) => (this.limit.value = limit));
  };

  toggleBand(name: string): void {
    const { all } = this.bands.value ?? { all: [] };
    const chosen = new Set(this.chosenBands());
    if (!chosen.delete(name)) chosen.add(name);
    this.edit({ bands: all.filter((each) => chosen.has(each)) });
  }

  chosenBands(): readonly string[] {
    const { all = [], shown = [] } = this.bands.value ?? {};
    const { bands } = this.wish.value;
    return bands ? bands.filter((name) => all.includes(name)) : shown;
  }

  async pickBox(): Promise<void> {
    await this.picking.run(async (signal) => {
      this.edit({ area: { kind: 'box', outline: await this.#port.pickBox(signal) } });
    });
  }

  async openOutline(file: File): Promise<void> {
    await this.picking.run(async (signal) => {
      const { place } = readGeoJson(await textOfOutline(file));
      signal.throwIfAborted();
      this.edit({ area: { kind: 'outline', outline: asArea(place, file) } });
    });
  }

  async save(where: 'folder' | 'downloads'): Promise<void> {
    const draft = this.#draft();
    if (!draft) return;
    this.report.value = null;
    this.progress.value = null;
    await this.saving.run(async (signal) => {
      const onProgress = (done: number, wanted: number): void => {
        if (!signal.aborted) this.progress.value = { done, wanted };
      };
      this.report.value = await this.#port.save(draft, where, { signal, onProgress });
    });
    this.progress.value = null;
  }

  stop(): void {
    this.#stop();
    this.live.stop();
    for (const task of [this.looking, this.saving, this.picking]) task.stop();
  }

  #lookIfNew(): void {
    const port = this.live.now();
    const view = this.wish.value.area.kind === 'view' ? port.viewBounds() : null;
    const layer = port.layers.find(({ id }) => id === this.layer.value) ?? null;
    const key = JSON.stringify([this.wish.value, layer, view]);
    if (key === this.#looked) return;
    this.#looked = key;
    void this.#look();
  }

  async #look(): Promise<void> {
    const layer = this.layer.value;
    await this.looking.run(async (signal) => {
      if (layer === null) return;
      await resting(signal);
      const bands = await this.#port.bandsOf(layer, this.wish.value.area, signal);
      signal.throwIfAborted();
      this.bands.value = bands;
      const draft = this.#draft();
      if (!draft) return;
      const outlook = await this.#port.outlook(draft, signal);
      signal.throwIfAborted();
      this.outlook.value = outlook;
    });
    if (this.looking.error.value !== null) this.outlook.value = null;
  }

  #draft(): GeotiffDraft | null {
    const layer = this.layer.value;
    if (layer === null) return null;
    const { area, pixels, scaled, scene, date } = this.wish.value;
    const size = pixels && { crs: pixels.crs, size: pixels.size.trim() === '' ? NaN : Number(pixels.size) };
    return { layer, area, pixels: size, bands: this.chosenBands(), scaled, scene, date };
  }
}

function asArea(place: ReturnType<typeof readGeoJson>['place'], file: File): Polygon | MultiPolygon {
  if (place.type !== 'Point') return place;
  throw new BestpixelError('bad-input', 'a point has no area', {
    where: file.name,
    remedy: 'Give a polygon.',
  });
}

function resting(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, rest);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
