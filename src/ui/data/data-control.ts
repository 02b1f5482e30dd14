import { computed, effect, signal } from '@preact/signals';
import type { LocalAnswers, LocalOpening, OpenedFile } from '../../catalog/files/local-files.ts';
import type { Choice } from '../../choice/choice.ts';
import { type Live, livePort } from '../live-port.ts';
import type { DataPort, Found } from './data-port.ts';
import { choiceOf, draftOf, type Draft, type Faults } from './draft.ts';
import { task } from './task.ts';

/** Where the scenes come from. */
const origin = ['source', 'address', 'picked', 'api'] as const satisfies readonly (keyof Draft)[];

/** What the Data panel, the button over the map and dropped files share. Only its own methods set its signals. */
export class DataControl {
  readonly live: Live<DataPort>;
  /** The form is in sight. */
  readonly open = signal(false);
  readonly draft;
  /** What is wrong with the draft that was to be searched; gone with the next edit. */
  readonly faults = signal<Faults>({});
  /** What the draft as it stands finds; null: not searched. */
  readonly found = signal<{ readonly choice: Choice; readonly found: Found } | null>(null);
  /** Opened files that wait to be looked over. */
  readonly opening = signal<LocalOpening | null>(null);
  readonly searching = task();
  readonly loading = task();
  readonly picking = task();
  readonly openingFiles = task();
  readonly #port: DataPort;
  readonly #unmark: () => void;

  constructor(port: DataPort) {
    this.#port = port;
    this.live = livePort(port);
    this.draft = signal(draftOf(port.choice));
    const place = computed(() => (this.open.value ? this.draft.value : this.live.now().choice).place);
    this.#unmark = effect(() => port.mark(place.value));
  }

  /** Opens the form on what is shown. */
  readonly change = (): void => {
    this.edit(draftOf(this.#port.choice));
    this.open.value = true;
  };

  readonly close = (): void => {
    this.#stopTasks();
    this.open.value = false;
    this.opening.value = null;
  };

  readonly edit = (part: Partial<Draft>): void => {
    this.searching.stop();
    this.loading.stop();
    const before = this.draft.value;
    const others = origin.some((field) => part[field] !== undefined && part[field] !== before[field]);
    // Scenes are left out by names that mean nothing elsewhere.
    this.draft.value = { ...before, ...(others && { without: [] }), ...part };
    this.faults.value = {};
    this.found.value = null;
  };

  async search(): Promise<void> {
    const { choice, faults } = choiceOf(this.draft.value);
    this.faults.value = faults ?? {};
    this.found.value = null;
    if (!choice) return;
    await this.searching.run(async (signal) => {
      const found = await this.#port.find(choice, signal);
      signal.throwIfAborted();
      this.found.value = { choice, found };
    });
  }

  /** Shows what was found. */
  async load(): Promise<void> {
    const { choice } = this.found.value!;
    if (await this.loading.run((signal) => this.#port.show(choice, signal))) this.close();
  }

  async pick(kind: 'point' | 'box'): Promise<void> {
    await this.picking.run(async (signal) => {
      const place = await this.#port.pick(kind, signal);
      signal.throwIfAborted();
      this.edit({ place });
    });
  }

  async openFiles(files: readonly OpenedFile[]): Promise<void> {
    if (!this.open.value) this.change();
    this.edit({ source: 'files', picked: null });
    this.opening.value = null;
    await this.openingFiles.run(async (signal) => {
      const opening = await this.#port.openFiles(files, signal);
      signal.throwIfAborted();
      this.opening.value = opening;
    });
  }

  async showFiles(answers: LocalAnswers): Promise<void> {
    const opening = this.opening.value!;
    const shown = await this.openingFiles.run((signal) => this.#port.showFiles(opening, answers, signal));
    if (shown) this.close();
  }

  readonly forgetFiles = (): void => {
    this.openingFiles.stop();
    this.opening.value = null;
  };

  readonly stop = (): void => {
    this.#stopTasks();
    this.#unmark();
    this.live.stop();
    this.#port.mark(null);
  };

  #stopTasks(): void {
    for (const each of [this.searching, this.loading, this.picking, this.openingFiles]) each.stop();
  }
}
