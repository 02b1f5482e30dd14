import type { SceneList } from '../../scene/scene.ts';

/** A file that the user opened, with its path from the folder that was opened on ("S2A_….SAFE/GRANULE/…/B04.tif"), else its name. */
export interface OpenedFile {
  readonly path: string;
  readonly file: File;
}

/** How dropped files were understood, before anything of their pixels is read: what a person is shown and asked. */
export interface LocalReading {
  /** The folder's name, or "3 files". */
  readonly title: string;
  readonly scenes: readonly LocalScene[];
  /** What cannot be known from names and tags: asked, never guessed. */
  readonly questions: readonly LocalQuestion[];
  /** Files that cannot be used, each with a sentence that says what helps. */
  readonly refused: readonly { readonly name: string; readonly sentence: string }[];
  /** What to know of those that can, as sentences without a stop. */
  readonly notes: readonly string[];
}

export interface LocalScene {
  readonly id: string;
  /** Milliseconds since 1970; null: to be asked. */
  readonly datetime: number | null;
  readonly dateFrom: 'name' | 'tags' | 'catalog' | null;
  /** "Sentinel-2 L2A", "Landsat 8 Collection 2 Level-2"; null: not a product whose names are known. */
  readonly product: string | null;
  readonly bands: readonly { readonly name: string; readonly file: string }[];
}

export type LocalQuestion =
  /** L1C or L2A: names of single Sentinel-2 bands do not tell. */
  | { readonly kind: 'level'; readonly scenes: readonly string[] }
  /** Whether the files' reflectances are 1000 too high (processing baseline 04.00 and later). */
  | { readonly kind: 'offset'; readonly scenes: readonly string[] }
  /** When these scenes were taken. */
  | { readonly kind: 'date'; readonly scenes: readonly string[] };

export interface LocalAnswers {
  readonly level?: 'L1C' | 'L2A';
  /** Added to reflectances: -1000 or 0. */
  readonly offset?: number;
  /** ISO dates by scene id. */
  readonly dates?: Readonly<Record<string, string>>;
}

/** A reading that may still have questions; `list` answers them. */
export interface LocalOpening {
  readonly reading: LocalReading;
  /** @throws BestpixelError 'bad-input' while a question is open or answered badly */
  list(answers: LocalAnswers): SceneList;
}
