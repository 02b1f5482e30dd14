import type { MultiPolygon, Point, Polygon } from 'geojson';
import type { PropertyTest } from '../scene/query.ts';

export type Place = Point | Polygon | MultiPolygon;

/** What a person chose to compose: all of it lives in the URL, and becomes one expression. */
export interface Choice {
  /** An Earth Engine id, the address of a STAC document or API collection, or the id of local files. */
  readonly collection: string;
  /** Root of the STAC API in place of the one that serves an Earth Engine id; null: the demo where it serves it, else the dataset's own. */
  readonly api: string | null;
  /** What footprints meet; null: follow the map. */
  readonly place: Place | null;
  /** ISO days, UTC: `from` included, `to` excluded, as in Earth Engine. Null: any time. */
  readonly dates: { readonly from: string; readonly to: string } | null;
  /** Months of every year, 1 to 12, both included; `first` > `last` spans the new year. Null: the whole year. */
  readonly months: { readonly first: number; readonly last: number } | null;
  /** Percent of cloud that a scene may have at most. */
  readonly cloud: number | null;
  /** "ascending", "descending", or the number of a relative orbit (a path, with Landsat). */
  readonly orbit: string | null;
  /** A platform, as the collection names it: "Sentinel-2A", "landsat-8". */
  readonly sensor: string | null;
  /** Further conditions, by the scenes' own property names. */
  readonly where: readonly PropertyTest[];
  /** Scenes left out by hand: their `system:index`. */
  readonly without: readonly string[];
  /** How many scenes are listed at most; null: the default. */
  readonly limit: number | null;
}

/** Nothing chosen yet but a collection. */
export function allOf(collection: string, api: string | null = null): Choice {
  return {
    collection,
    api,
    place: null,
    dates: null,
    months: null,
    cloud: null,
    orbit: null,
    sensor: null,
    where: [],
    without: [],
    limit: null,
  };
}
