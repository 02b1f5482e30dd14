import { signal } from '@preact/signals';
import type { VisParams } from '../../compose/vis-params.ts';
import { tell } from '../../errors.ts';
import { coalesce } from '../coalesce.ts';
import { restyled } from './layer-style.ts';
import type { ArrangedLayer, LayerLook } from './layers-port.ts';

/** What a person sets of one layer's style: shown at once, handed on once per frame. */
export class StyleDraft {
  /** A sentence, where what was set is refused. */
  readonly fault = signal<string | null>(null);
  readonly #beat = signal(0);
  readonly #soon = coalesce(() => this.#apply());
  #layer: ArrangedLayer;
  #set: Partial<LayerLook> | null = null;
  #look: LayerLook | null = null;
  /** As it was before a person set anything, and as it was left. */
  #before: VisParams | null = null;
  #left: VisParams | null = null;

  constructor(layer: ArrangedLayer) {
    this.#layer = layer;
  }

  /** The layer as it is now; a style that was set elsewhere takes the place of what was set here. */
  follow(layer: ArrangedLayer): void {
    this.#layer = layer;
    if (this.#set || !this.#left || same(layer.visParams, this.#left)) return;
    this.#forget();
  }

  /** What is set, before the layer says so itself. */
  get look(): LayerLook | null {
    void this.#beat.value;
    return this.#look ?? this.#layer.look;
  }

  get changed(): boolean {
    void this.#beat.value;
    return this.#look !== null;
  }

  set(change: Partial<LayerLook>): void {
    const { look } = this;
    if (!look) return;
    this.#set = { ...this.#set, ...change };
    this.#look = { ...look, ...change };
    this.#beat.value += 1;
    this.#soon.request();
  }

  reset(): void {
    this.#soon.stop();
    const before = this.#before;
    this.#forget();
    if (before) this.#layer.visParams = before;
    this.#beat.value += 1;
  }

  /** Hands on what is still waiting. */
  stop(): void {
    this.#soon.stop();
    this.#apply();
  }

  #apply(): void {
    if (!this.#set || !this.#look) return;
    const layer = this.#layer;
    const next = restyled(layer.visParams, this.#look, this.#set);
    this.#set = null;
    this.#before ??= layer.visParams;
    try {
      layer.visParams = next;
      this.#left = next;
      this.fault.value = null;
    } catch (error) {
      this.#look = null;
      this.fault.value = tell(error);
    }
    this.#beat.value += 1;
  }

  #forget(): void {
    this.#set = null;
    this.#look = null;
    this.#before = null;
    this.#left = null;
    this.fault.value = null;
  }
}

const same = (a: VisParams, b: VisParams) => JSON.stringify(a) === JSON.stringify(b);

/** The drafts of all layers, so that a style can be reset after it was folded away. */
export class StyleDrafts {
  readonly #drafts = new Map<string, StyleDraft>();

  of(layer: ArrangedLayer): StyleDraft {
    const draft = this.#drafts.get(layer.id) ?? new StyleDraft(layer);
    this.#drafts.set(layer.id, draft);
    draft.follow(layer);
    return draft;
  }

  stop(): void {
    for (const draft of this.#drafts.values()) draft.stop();
    this.#drafts.clear();
  }
}
