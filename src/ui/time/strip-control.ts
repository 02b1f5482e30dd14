import { signal } from '@preact/signals';
import { task } from '../data/task.ts';
import { remember, remembered } from '../remembered.ts';
import { limitTo, sameSpan, spanOf, type Range } from './spans.ts';
import { dayOf, type Place } from './steps.ts';
import type { StripDay, TimePort } from './time-port.ts';
import { nearestTo, type Span } from './time-scale.ts';

/** What the strip shows and does beside its port: the day in question, and days that are about to be a limit. */
export class StripControl {
  readonly folded = signal(remembered('time') === 'folded');
  /** The day where keys are, kept by its time as other days come and go; null: not chosen yet. */
  readonly at = signal<number | null>(null);
  /** Under the pointer: its index. */
  readonly pointed = signal<number | null>(null);
  /** The keyboard is on the days. */
  readonly focused = signal(false);
  /** Chosen and not yet what the collection is limited to. */
  readonly draft = signal<Span | null>(null);
  /** That was chosen by keys, and waits for Enter. */
  readonly waits = signal(false);
  readonly limiting = task();

  toggle(): void {
    this.folded.value = !this.folded.value;
    remember('time', this.folded.value ? 'folded' : null);
  }

  /** Where keys are: on the scene that lies on the map, else where they were. */
  place({ days, shownScene }: TimePort): Place {
    const shown = dayOf(days, shownScene);
    if (shown >= 0) return { at: shown, scene: shownScene };
    return { at: nearestTo(days, this.at.value ?? -Infinity), scene: null };
  }

  go(port: TimePort, { at, scene }: Place): void {
    this.at.value = port.days[at]?.day ?? null;
    if (port.shownScene !== scene) port.shownScene = scene;
  }

  /** The day that is told; null: none in question. */
  told(port: TimePort): StripDay | null {
    const pointed = this.pointed.value;
    const { at, scene } = this.place(port);
    const held = this.focused.value || scene !== null;
    return port.days[pointed ?? (held ? at : -1)] ?? null;
  }

  choose(span: Span | null, byKeys = false): void {
    this.draft.value = span;
    this.waits.value = span !== null && byKeys;
  }

  /** Limits the collection to what was chosen. */
  async commit(port: TimePort): Promise<void> {
    const span = this.draft.value;
    if (!span) return;
    this.waits.value = false;
    await this.#limit(port, () => limitTo(span, port.days, port.range));
    if (this.draft.value === span) this.draft.value = null;
  }

  async takeAway(port: TimePort): Promise<void> {
    this.choose(null);
    await this.#limit(port, () => null);
  }

  stop(): void {
    this.limiting.stop();
  }

  async #limit(port: TimePort, wanted: () => Range | null): Promise<void> {
    await this.limiting.run(async () => {
      const range = wanted();
      if (!sameSpan(spanOf(range), spanOf(port.range))) await port.limit?.(range);
    });
  }
}
