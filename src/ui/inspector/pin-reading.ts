import { signal } from '@preact/signals';
import type { InspectedPlace, Inspection } from '../../engine/inspection.ts';
import { coalesce } from '../coalesce.ts';
import { task } from '../data/task.ts';
import { withShortNames } from './short-names.ts';
import type { InspectPort, InspectProgress, Pin } from './inspect-port.ts';

/** A pin and what is known of its place. What is read anew ends the reading before. */
export class PinReading implements Pin {
  readonly id: number;
  readonly place: InspectedPlace;
  readonly color: string;
  /** With short names of mosaics. */
  readonly inspection = signal<Inspection | null>(null);
  /** As it was told, for what leaves the page. */
  full: Inspection | null = null;
  readonly progress = signal<InspectProgress | null>(null);
  readonly reading = task();
  /** Of the port, when this was read, or began to be; -1: it is to be read again. */
  edition = -1;
  readonly #port: InspectPort;
  #rest = false;

  constructor(port: InspectPort, id: number, place: InspectedPlace, color: string) {
    this.#port = port;
    this.id = id;
    this.place = place;
    this.color = color;
  }

  /** Resolves to whether it came to its end. */
  async read(rest: boolean): Promise<boolean> {
    this.#rest = rest;
    this.edition = this.#port.edition;
    this.progress.value = null;
    let part: readonly [Inspection, InspectProgress] | null = null;
    const soon = coalesce(() => {
      if (!part) return;
      [this.full, this.progress.value] = part;
      this.inspection.value = withShortNames(part[0]);
    });
    return this.reading.run(async (signal) => {
      const stopParts = () => soon.stop();
      signal.addEventListener('abort', stopParts, { once: true });
      const onPart = (inspection: Inspection, progress: InspectProgress) => {
        part = [inspection, progress];
        if (!signal.aborted) soon.request();
      };
      try {
        const whole = await this.#port.inspect(this.place, { rest, signal, onPart });
        if (signal.aborted) return;
        this.full = whole;
        this.inspection.value = withShortNames(whole);
      } finally {
        soon.stop();
        signal.removeEventListener('abort', stopParts);
        if (!signal.aborted) this.progress.value = null;
      }
    });
  }

  retry(): Promise<boolean> {
    return this.read(this.#rest);
  }

  /** Ends the reading, which is to be done again. */
  pause(): void {
    if (this.reading.running.value) this.edition = -1;
    this.stop();
  }

  stop(): void {
    this.reading.stop();
    this.progress.value = null;
  }
}
