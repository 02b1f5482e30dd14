import type { InspectedPlace, Inspection } from '../../engine/inspection.ts';
import type { Port } from '../port.ts';

export interface InspectProgress {
  readonly scenesDone: number;
  readonly scenesWanted: number;
}

export interface InspectOptions {
  /** False: what is read already, and nothing else. */
  readonly rest: boolean;
  readonly signal: AbortSignal;
  /** What is known so far, as more comes. */
  readonly onPart?: (part: Inspection, progress: InspectProgress) => void;
}

/** A place that stays marked on the map. */
export interface Pin {
  readonly id: number;
  readonly place: InspectedPlace;
  /** CSS colour, the same in chart, table and map. */
  readonly color: string;
}

/** All that the inspector sees of the program. Rejections are errors for `tell`, or aborts. */
export interface InspectPort extends Port {
  inspect(place: InspectedPlace, options: InspectOptions): Promise<Inspection>;
  /** The person clicked the map (or pressed Enter on its crosshair), and nothing else took the click. Returns the unsubscribe. */
  onPick(listener: (place: InspectedPlace) => void): () => void;
  /** Lets the person draw a box. Rejects when aborted, by Escape too. */
  pickBox(signal: AbortSignal): Promise<InspectedPlace>;
  /** Draws pins on the map, and no others. */
  mark(pins: readonly Pin[]): void;
  /** Outlines a scene's footprint on the map; null: none. */
  point(scene: string | null): void;
  /** Its `system:index` of the single scene that lies on the map; null: none. */
  shownScene: string | null;
  /** Leaves a scene out of what is composed; null where the layers come from a script and nothing can be left out. */
  readonly leaveOut: ((index: string) => Promise<void>) | null;
  /** Counts up whenever what would be read or how it is ranked differs: a view of other resolution, layers, rules. */
  readonly edition: number;
}
