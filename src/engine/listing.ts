import { asBestpixelError, BestpixelError, isAbort } from '../errors.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import type { SceneQuery } from '../scene/query.ts';
import type { SceneList } from '../scene/scene.ts';
import { holdsArea, isMuchSmaller, isTooWide, searchArea, withMargin } from './area.ts';

/** Lists scenes. Of a source too large to be listed whole, those that meet `area`; the list says what it covers. */
export type LoadScenes = (
  query: SceneQuery,
  where: {
    /** Null: no place is looked at, or too wide a one. What cannot be listed whole is refused as 'no-area'. */
    readonly area: LngLatBounds | null;
    readonly signal: AbortSignal;
  },
) => Promise<SceneList>;

/** Of the list for the present view. 'too-wide': it is listed once the view is narrower. */
export type ListingState = 'loading' | 'ready' | 'too-wide' | 'failed';

/** Milliseconds between two searches for a view that moves. */
const pause = 300;

interface Job {
  /** Null: anywhere. */
  readonly area: LngLatBounds | null;
  readonly control: AbortController;
}

/** The scenes of one query, listed again where the view leaves what the list covers. */
export class Listing {
  readonly query: SceneQuery;
  readonly #load: LoadScenes;
  readonly #onChange: (listing: Listing) => void;
  #list: SceneList | null = null;
  #listedFor: LngLatBounds | null = null;
  #state: ListingState = 'loading';
  #failure: { readonly error: BestpixelError; readonly area: LngLatBounds | null } | null = null;
  /** True once the source said that it cannot be listed whole. */
  #needsArea = false;
  #outdated = false;
  #job: Job | null = null;
  #startedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param options.onChange there is another list or state */
  constructor(
    query: SceneQuery,
    options: { readonly load: LoadScenes; readonly onChange: (listing: Listing) => void },
  ) {
    this.query = query;
    this.#load = options.load;
    this.#onChange = options.onChange;
  }

  /** The last that came; null before. */
  get list(): SceneList | null {
    return this.#list;
  }

  get state(): ListingState {
    return this.#state;
  }

  /** Of state 'failed'. */
  get error(): BestpixelError | null {
    return this.#state === 'failed' ? (this.#failure?.error ?? null) : null;
  }

  /** The list, if it is whole in these bounds as far as the source lists anything whole. */
  listWithin(bounds: LngLatBounds | null): SceneList | null {
    return !this.#outdated && this.#list && this.#isWhole(this.#list, bounds) ? this.#list : null;
  }

  /** Asks for another list where the view needs one. Cheap where it needs none. */
  look(area: LngLatBounds | null): void {
    if (this.listWithin(area)) this.#rest('ready');
    else this.#want(searchArea(area, this.query) && area);
  }

  /** What the source says may have changed: asks again, and keeps the list until then. */
  outdate(): void {
    this.#outdated = true;
    this.#needsArea = false;
    this.#failure = null;
    this.#startedAt = -Infinity;
    this.#stop();
  }

  /** Asks again at the next look, if the last time failed or a part of the list could not be had. */
  retry(): void {
    if (this.#list?.partial) this.outdate();
    this.#failure = null;
    this.#startedAt = -Infinity;
  }

  dispose(): void {
    this.#stop();
  }

  #isWhole({ covers, cutFrom }: SceneList, bounds: LngLatBounds | null): boolean {
    if (!bounds) return true;
    if (covers && !holdsArea(covers, bounds)) return false;
    if (cutFrom === undefined) return true;
    // Of a smaller area, a list that was cut may hold more.
    const searched = this.#listedFor ?? covers;
    return searched ? holdsArea(searched, bounds) && !isMuchSmaller(bounds, searched) : isTooWide(bounds);
  }

  /** @param area null: no place is looked at, or too wide a one */
  #want(area: LngLatBounds | null): void {
    if (!area && (this.#needsArea || (this.#list?.covers && !this.#outdated))) return this.#rest('too-wide');
    if (this.#job && serves(this.#job.area, area)) return;
    if (this.#failure && serves(this.#failure.area, area)) return this.#rest('failed');
    this.#stop();
    this.#state = 'loading';
    const wait = this.#startedAt + pause - performance.now();
    if (wait <= 0) void this.#ask(area && withMargin(area));
    else this.#timer = setTimeout(() => this.#onChange(this), wait);
  }

  async #ask(area: LngLatBounds | null): Promise<void> {
    const job = { area, control: new AbortController() };
    this.#job = job;
    this.#startedAt = performance.now();
    try {
      const list = await this.#load(this.query, { area, signal: job.control.signal });
      if (this.#job === job) this.#take(list, area);
    } catch (error) {
      if (this.#job === job) this.#miss(error, area);
    }
    if (this.#job !== job) return;
    this.#job = null;
    this.#onChange(this);
  }

  #take(list: SceneList, area: LngLatBounds | null): void {
    this.#list = listedFor(list, area);
    this.#listedFor = area;
    this.#outdated = false;
    this.#failure = null;
    this.#state = 'ready';
  }

  #miss(cause: unknown, area: LngLatBounds | null): void {
    // Whoever was loading for others, too, has left: the next look asks again.
    if (isAbort(cause)) return;
    const error = asBestpixelError(cause, 'network', { where: this.query.id });
    if (error.tag === 'no-area' && !area) this.#needsArea = true;
    else this.#failure = { error, area };
    this.#state = this.#needsArea && !area ? 'too-wide' : 'failed';
  }

  /** Nothing is to be asked for the present view. */
  #rest(state: ListingState): void {
    this.#stop();
    this.#state = state;
    if (state !== 'failed') this.#failure = null;
  }

  #stop(): void {
    this.#job?.control.abort();
    this.#job = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

/** Whether what was asked for one area answers for another. */
function serves(asked: LngLatBounds | null, area: LngLatBounds | null): boolean {
  return asked && area ? holdsArea(asked, area) : asked === area;
}

/** A list for an area is whole there, whatever narrower bounds it gives for itself: its query may have a place. */
export function listedFor(list: SceneList, area: LngLatBounds | null): SceneList {
  if (!list.covers || !area || holdsArea(list.covers, area)) return list;
  return { ...list, covers: area };
}
