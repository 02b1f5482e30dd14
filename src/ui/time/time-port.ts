import type { Port } from '../port.ts';

/** One day of the collection, UTC. */
export interface StripDay {
  /** ms since 1970, at 0:00. */
  readonly day: number;
  /** `system:index` of its scenes, in order. */
  readonly scenes: readonly string[];
  /** Percent, the mean of its scenes; null: unknown. */
  readonly cloud: number | null;
  /** Of the view's area that has a winner, 0 … 1; null: not counted. */
  readonly share: number | null;
  /** All scenes of it are left out by hand. */
  readonly leftOut: boolean;
}

export interface TimePort extends Port {
  readonly days: readonly StripDay[];
  /** Whose shares those are; null: no mosaic is shown. */
  readonly sharesOf: string | null;
  /** Shares are in part of what was composed before. */
  readonly sharesPending: boolean;
  /** `system:index` of the single scene that lies on the map; null: none. */
  shownScene: string | null;
  /** What the collection is limited to: ISO days, `to` excluded; null: no limit is set here. */
  readonly range: { readonly from: string; readonly to: string } | null;
  /** Limits it to these days; null: as before the first brush. Absent where layers come from a script. */
  readonly limit: ((range: { readonly from: string; readonly to: string } | null) => Promise<void>) | null;
}
