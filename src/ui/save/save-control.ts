import { effect, signal } from '@preact/signals';
import { task } from '../data/task.ts';
import { type InspectorControl, type SeriesFormat } from '../inspector/inspector-control.ts';
import { type Live, livePort } from '../live-port.ts';
import { saveFile } from '../save-file.ts';
import { GeotiffControl } from './geotiff-control.ts';
import type { GeotiffPort } from './geotiff-port.ts';
import type { PictureScale, SavePort } from './save-port.ts';
import { sharesCsv, sharesName } from './shares-csv.ts';

/** What the Save drawer shows and does. Marks `page` with `data-save`. */
export class SaveControl {
  readonly live: Live<SavePort>;
  /** Whose pins are saved. */
  readonly inspector: InspectorControl;
  readonly open = signal(false);
  readonly scale = signal<PictureScale>(1);
  readonly picture = task();
  /** What was saved last, and what became of a press, for assistive technology too. */
  readonly said = signal<string | null>(null);
  /** Wants the keyboard: counts up each time it is asked for. */
  readonly focus = signal(0);
  readonly geotiff: GeotiffControl;
  readonly #port: SavePort;
  readonly #unmark: () => void;

  constructor(
    { save, geotiff }: { readonly save: SavePort; readonly geotiff: GeotiffPort },
    inspector: InspectorControl,
    page: HTMLElement,
  ) {
    this.#port = save;
    this.geotiff = new GeotiffControl(geotiff);
    this.inspector = inspector;
    this.live = livePort(save);
    this.#unmark = effect(() => {
      page.dataset['save'] = this.open.value ? 'open' : 'closed';
    });
  }

  toggle(): void {
    if (this.open.value) this.close();
    else this.show();
  }

  show(): void {
    this.open.value = true;
    this.focus.value += 1;
  }

  /** A picture that is being made is given up: its map changes its size. */
  close(): void {
    this.cancel();
    this.open.value = false;
  }

  async savePicture(): Promise<void> {
    this.said.value = null;
    const scale = this.scale.value;
    await this.picture.run(async (signal) => {
      const file = await this.#port.picture(scale, signal);
      if (signal.aborted) return;
      saveFile(file);
      this.said.value = `Saved ${file.name}`;
    });
  }

  cancel(): void {
    if (!this.picture.running.value) return;
    this.picture.stop();
    this.said.value = 'Given up: nothing was saved';
  }

  saveSeries(format: SeriesFormat): void {
    const file = this.inspector.series(format);
    if (!file) return;
    saveFile(file);
    this.said.value = `Saved ${file.name}`;
  }

  /** Of all places. */
  readRest(): void {
    for (const pin of this.inspector.pins.value) {
      if (pin.inspection.value?.rest && !pin.reading.running.value) void pin.read(true);
    }
  }

  saveShares(): void {
    const layers = this.#port.shares();
    if (layers.length === 0) return;
    const name = sharesName(layers);
    saveFile({ name, data: new Blob([sharesCsv(layers)], { type: 'text/csv' }) });
    this.said.value = `Saved ${name}`;
  }

  stop(): void {
    this.picture.stop();
    this.geotiff.stop();
    this.live.stop();
    this.#unmark();
  }
}
