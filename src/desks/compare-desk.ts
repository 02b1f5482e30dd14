import { readCompare } from '../choice/address.ts';
import type { Compare } from '../choice/compare.ts';
import { Listeners } from '../listeners.ts';
import type { ComparePort } from '../ui/compare/compare-port.ts';
import type { Viewer } from '../viewer.ts';
import { type Page, writeAddress } from './page-address.ts';

/** Milliseconds of rest after which the address is written: browsers refuse too many writings. */
const rest = 300;

/** Joins the swipe to the map, and keeps the page's address true. Viewer and page belong to whoever made them. */
export class CompareDesk implements ComparePort {
  introduces: boolean;
  readonly #viewer: Viewer;
  readonly #page: Page;
  readonly #changes = new Listeners();
  #writing: ReturnType<typeof setTimeout> | null = null;
  /** Layers that are to be seen as soon as they are there. */
  readonly #awaited = new Set<string>();
  readonly #stop: () => void;

  constructor(parts: {
    readonly viewer: Viewer;
    readonly page: Page;
    /** What the map opens with. */
    readonly compare: Compare | null;
    readonly introduces: boolean;
  }) {
    this.#viewer = parts.viewer;
    this.#page = parts.page;
    this.introduces = parts.introduces;
    this.#page.addEventListener('hashchange', this.#onHash);
    this.#stop = parts.viewer.on('change', () => this.#reveal());
    if (parts.introduces) this.compare = parts.compare;
    else if (parts.compare) this.#show(parts.compare);
  }

  get compare(): Compare | null {
    const { compare } = this.#viewer.stage.view;
    const ids = new Set(this.#viewer.layers.map(({ id }) => id));
    const there = (side: readonly string[]): boolean => side.some((id) => ids.has(id));
    // A side whose layers are gone has nothing to compare.
    return compare && there(compare.left) && there(compare.right) ? compare : null;
  }

  set compare(compare: Compare | null) {
    this.#show(compare);
    if (this.#writing !== null) clearTimeout(this.#writing);
    this.#writing = setTimeout(() => this.#write(), rest);
  }

  get layers(): ComparePort['layers'] {
    return this.#viewer.layers;
  }

  get blink(): 'left' | 'right' | null {
    return this.#viewer.stage.view.blink;
  }

  set blink(side: 'left' | 'right' | null) {
    this.#viewer.stage.view.blink = side;
    this.#changes.emit('change');
  }

  on(_event: 'change', listener: () => void): () => void {
    const stops = [this.#changes.on('change', listener), this.#viewer.on('change', listener)];
    return () => stops.forEach((stop) => stop());
  }

  /** Lays a layer where another one lies. */
  join(id: string, beside: string): void {
    const { compare } = this;
    if (!compare) return;
    const joined = (side: readonly string[]): readonly string[] =>
      side.includes(beside) && !side.includes(id) ? [...side, id] : side;
    this.compare = { ...compare, left: joined(compare.left), right: joined(compare.right) };
  }

  /** Stops listening; what is not written yet is. */
  dispose(): void {
    if (this.#writing !== null) this.#write();
    this.#stop();
    this.#page.removeEventListener('hashchange', this.#onHash);
    this.#changes.clear();
  }

  #show(compare: Compare | null): void {
    const { view } = this.#viewer.stage;
    const before = view.compare;
    view.compare = compare;
    const chosen = new Set([...(compare?.left ?? []), ...(compare?.right ?? [])]);
    const known = new Set([...(before?.left ?? []), ...(before?.right ?? [])]);
    this.#awaited.clear();
    for (const id of chosen) if (!known.has(id)) this.#awaited.add(id);
    if (!compare) this.introduces = false;
    this.#reveal();
    this.#changes.emit('change');
  }

  /** What is compared has to be seen; hiding it afterwards stays possible. */
  #reveal(): void {
    if (this.#awaited.size === 0) return;
    for (const layer of this.#viewer.layers) if (this.#awaited.delete(layer.id)) layer.shown = true;
  }

  #write(): void {
    this.#writing = null;
    writeAddress(this.#page, { compare: this.#viewer.stage.view.compare });
  }

  /** Somebody wrote another one into the address. */
  readonly #onHash = (): void => {
    try {
      const named = readCompare(this.#page.location);
      const now = this.#viewer.stage.view.compare;
      if (JSON.stringify(named) !== JSON.stringify(now)) this.#show(named);
    } catch (error) {
      this.#viewer.stage.listeners.emit('error', error);
    }
  };
}
