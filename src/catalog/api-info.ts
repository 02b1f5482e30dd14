import type { LngLatBounds } from '../grid/grid.ts';

/** A STAC API or a static catalog, as far as a person chooses from it. Every string is text from outside. */
export interface ApiInfo {
  readonly title: string;
  readonly collections: readonly CollectionEntry[];
}

export interface CollectionEntry {
  /** What to load it by. */
  readonly address: string;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly bounds: LngLatBounds | null;
  /** First and last acquisition in ms since 1970; null: open or unknown. */
  readonly from: number | null;
  readonly to: number | null;
}

/** A property that a source can be searched by. */
export interface Queryable {
  readonly name: string;
  readonly title: string;
  readonly type: 'number' | 'string';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly values?: readonly (string | number)[];
}
