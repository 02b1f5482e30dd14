import type { MultiPolygon, Point, Polygon } from 'geojson';

/** Half-open, in milliseconds since 1970. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** A condition on one property of a scene, by the scene's own name for it. */
export type PropertyTest =
  | {
      readonly name: string;
      readonly op: 'eq' | 'neq' | 'lt' | 'lte' | 'gt' | 'gte';
      readonly value: number | string;
    }
  | { readonly name: string; readonly op: 'in'; readonly value: readonly (number | string)[] };

/**
 * Which scenes of a collection an expression can use: its filters, as far as a source may be asked for them. Every field
 * only narrows, and whoever answers may ignore any of them: the filters are applied again to what comes.
 */
export interface SceneQuery {
  /** An Earth Engine id, the address of a STAC document, or the id of local files. */
  readonly id: string;
  /** In order, apart from each other; null: any time; empty: no scene can match. */
  readonly times: readonly Interval[] | null;
  /** What the footprint meets, in longitude and latitude; null: anything. */
  readonly place: Point | Polygon | MultiPolygon | null;
  /** All hold. */
  readonly tests: readonly PropertyTest[];
}

/** All scenes of a collection. */
export function everything(id: string): SceneQuery {
  return { id, times: null, place: null, tests: [] };
}

/** The same for queries that ask the same. */
export function queryKey({ id, times, place, tests }: SceneQuery): string {
  return JSON.stringify([id, times, place, tests]);
}
