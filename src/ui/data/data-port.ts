import type { ApiInfo, Queryable } from '../../catalog/api-info.ts';
import type { LocalAnswers, LocalOpening, OpenedFile } from '../../catalog/files/local-files.ts';
import type { Choice, Place } from '../../choice/choice.ts';
import type { SceneState } from '../../engine/scene-states.ts';
import type { LngLatBounds } from '../../grid/grid.ts';
import type { Rewrite } from '../../net/addresses.ts';

/** One scene as the panel lists it. Every string is text, never markup. */
export interface SceneRow {
  readonly id: string;
  /** Its `system:index`: the name by which it is left out. */
  readonly index: string;
  /** Milliseconds since 1970. */
  readonly datetime: number;
  /** Percent; null: the source does not say. */
  readonly cloud: number | null;
  /** "13TFE"; null: none. */
  readonly tile: string | null;
  readonly state: SceneState;
  /** Why reads of it failed; null: none did. */
  readonly sentence: string | null;
}

/** What a search found; none of it is loaded. */
export interface Found {
  readonly scenes: readonly SceneRow[];
  /** Acquisitions among them: one cut into neighbouring tiles counts once. */
  readonly acquisitions: number;
  /** Where the list was cut: how many match in all, if the source tells. */
  readonly cutFrom: number | 'more' | null;
  /** True where it holds what the present view needs, and more is found when the map moves. */
  readonly followsMap: boolean;
  /** True where it is out of sight: the map goes there when it is shown. */
  readonly elsewhere: boolean;
  /** What the view will take then, roughly; null: nothing is drawn in it. */
  readonly estimate: { readonly bytes: number; readonly gpuBytes: number } | null;
  readonly notes: readonly string[];
  readonly rejected: readonly { readonly id: string; readonly sentence: string }[];
}

/** All that the Data panel sees of the program. Rejections are errors for `tell`, or aborts. */
export interface DataPort {
  /** What is shown now. */
  readonly choice: Choice;
  /** True where the choice is served by made-up pixels. */
  readonly synthetic: boolean;
  /** Scenes of what is shown, those left out by hand included, in order. */
  readonly scenes: readonly SceneRow[];
  /** Returns its unsubscribe: any value here may differ. */
  on(event: 'change', listener: () => void): () => void;
  /** Lists what would be composed, and what that takes. Speaks to the host that the choice names. */
  find(choice: Choice, signal: AbortSignal): Promise<Found>;
  /** Composes it: the layers and the URL follow. Rejects where nothing can be shown, and leaves what was there. */
  show(choice: Choice, signal: AbortSignal): Promise<void>;
  /** Shows the same otherwise in part, once what is being shown is there. Aborts where that is another collection. */
  amend(part: Partial<Choice>, signal: AbortSignal): Promise<void>;
  /** Reads again whatever failed. */
  retry(): void;
  /**
   * The same place and dates on real Sentinel-2, and roughly how many bytes the view of it would take (null: unknown);
   * null: not offered.
   */
  readonly realHere: { readonly choice: Choice; readonly bytes: number | null } | null;
  /** What an API or a static catalog holds. */
  collections(address: string, signal: AbortSignal): Promise<ApiInfo>;
  /** Properties that scenes can be searched by; empty where the source does not tell. */
  queryables(choice: Choice, signal: AbortSignal): Promise<readonly Queryable[]>;
  openFiles(files: readonly OpenedFile[], signal: AbortSignal): Promise<LocalOpening>;
  showFiles(opening: LocalOpening, answers: LocalAnswers, signal: AbortSignal): Promise<void>;
  viewBounds(): LngLatBounds;
  /** Lets the person click a point or draw a box on the map. Rejects when aborted. */
  pick(kind: 'point' | 'box', signal: AbortSignal): Promise<Place>;
  /** Draws the place on the map; null: none. */
  mark(place: Place | null): void;
  /** Prefixes of addresses that are read elsewhere: proxies and mirrors. */
  rewrites: readonly Rewrite[];
}
