import type { Position } from '../../errors.ts';

/** All that the script panel sees of what runs scripts. */
export interface ScriptPort {
  /** What came with the page's address; it has not run, unless it is one of the gallery's. */
  readonly opened: OpenedScript | null;
  readonly gallery: readonly GalleryEntry[];
  /**
   * Runs a script: its layers replace those shown, the map goes where it says. Lines of `print` come through `onLine`, each
   * again when its values are known. Rejects with a ScriptProblem; aborting stops it.
   */
  run(source: string, options: RunOptions): Promise<void>;
  /** What is shown now, as a script that gives the same in Earth Engine and here. */
  showAsScript(): string;
  /** An address that opens this script, not yet run. */
  linkTo(source: string): string;
}

export interface OpenedScript {
  readonly source: string;
  /** Id in the gallery; null: somebody's own, to be read before it is run. */
  readonly entry: string | null;
}

export interface GalleryEntry {
  readonly id: string;
  readonly title: string;
  /** A sentence on what it shows. */
  readonly about: string;
  readonly source: string;
  /** What it needs that the demo has not: "Landsat from the Planetary Computer"; null: runs on the demo. */
  readonly needs: string | null;
}

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly onLine: (line: ConsoleLine) => void;
}

/** A line of the console, text and never markup. A later line of the same id replaces it. */
export interface ConsoleLine {
  readonly id: number;
  readonly text: string;
  readonly state: 'waiting' | 'done' | 'failed';
  readonly at?: Position;
}

/** What a run rejects with: what, where in the script (from 1), and what to do. */
export interface ScriptProblem {
  readonly sentence: string;
  readonly position: Position | null;
}
