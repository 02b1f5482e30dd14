import type { MultiPolygon, Polygon } from 'geojson';
import type { Grid, LngLatBounds } from '../grid/grid.ts';
import type { Dtype } from '../dtype.ts';

/** Which value means "no pixel": the dataset's rule, else the file's, else the catalog's. */
export interface NodataRule {
  /** The dataset's own rule; null: no value is nodata, whatever the file says. */
  readonly dataset?: number | null;
  /** What the catalog (STAC) declares, used where neither dataset nor file says anything. */
  readonly declared?: number;
  /** A value that is never nodata, wherever it is declared (0 for probabilities). */
  readonly never?: number;
}

/** The pixels of a file, in its own CRS. */
export type Extent = Pick<Grid, 'affine' | 'width' | 'height'>;

/** Where one band's pixels are, and how its stored numbers become the band's values. */
export interface BandSource {
  /** An absolute URL, or a file the user opened. */
  readonly href: string | Blob;
  /** Index of the sample within the file, from 0. */
  readonly sample: number;
  /** The stored type, where the catalog declares it. The file decides. */
  readonly dtype?: Dtype;
  readonly nodata: NodataRule;
  /** A whole number added to every valid stored value; the result keeps its sign (uint16 becomes int32). */
  readonly shift: number;
  /** Metadata for display and ratios: physical = value · scale + offset. Never applied to values. */
  readonly scale: number;
  readonly offset: number;
  /** A pixel is valid only where this other band is valid and holds none of `not`. */
  readonly validWhere?: { readonly source: BandSource; readonly not: readonly number[] };
  /** The CRS the catalog names ("EPSG:32613", WKT, PROJ or PROJJSON text), for files without usable GeoKeys. */
  readonly crs?: string;
  /** The pixels of the file in that CRS, where the catalog declares them. The file decides. */
  readonly extent?: Extent;
  /** False where overviews do not keep values' order (means that skip zeros): ranking them is approximate. */
  readonly overviewsRank: boolean;
  /** Address of the service whose token (`{ token, 'msft:expiry' }`) has to be added to `href`; none unless given. */
  readonly token?: string;
}

/** One acquisition: Earth Engine's Image in a collection, STAC's Item. */
export interface Scene {
  readonly id: string;
  /** Milliseconds since 1970, UTC: Earth Engine's `system:time_start`. */
  readonly datetime: number;
  readonly properties: Readonly<Record<string, unknown>>;
  /** A simplified outline in longitude and latitude: it only excludes. Null: unknown, so nothing is excluded. */
  readonly footprint: Polygon | MultiPolygon | null;
  readonly bounds: LngLatBounds | null;
  /** In the collection's band order. */
  readonly bands: ReadonlyMap<string, BandSource>;
  /** Bands that other scenes beside it have: masked everywhere. To read any other band that it has not is a failure. */
  readonly lacking?: ReadonlySet<string>;
  /** Other names of bands, such as STAC's common names: only where no band has that name and one band alone has it. */
  readonly aliases?: ReadonlyMap<string, string>;
  /** The same for all scenes that one acquisition was cut into, as for neighbouring tiles; the scene's id unless given. */
  readonly acquisition?: string;
  /** The listed scene that it is a copy of, with other properties or bands. */
  readonly copyOf?: Scene;
  /** Where catalogs may hold it more than once: which making of which cut it is. */
  readonly edition?: Edition;
  /** The band that has a hole wherever there is no data, though a quality may have none: its holes do not win. */
  readonly reference?: string;
}

/** One making of one cut of an acquisition. Of the same product, tile and part, the newest counts. */
export interface Edition {
  /** Level and family: makings of different levels are different data. */
  readonly product: string;
  /** An MGRS tile ("13TFE"), a WRS path and row ("033032"). */
  readonly tile: string;
  /** Of the processing: 5.1 for "05.10"; null: not told. */
  readonly baseline: number | null;
  /** When it was made, in milliseconds since 1970; null: not told. */
  readonly generated: number | null;
  /** Start of its datastrip, in milliseconds since 1970: strips complement each other in a tile; null: not told. */
  readonly strip: number | null;
}

/** What tells acquisitions apart: cut into tiles, it still counts once. */
export function acquisitionOf({ acquisition, id }: Scene): string {
  return acquisition ?? id;
}

/** The scene as it was listed. */
export function originalOf(scene: Scene): Scene {
  return scene.copyOf ? originalOf(scene.copyOf) : scene;
}

/** Scenes in an order: the last wins ties and lies on top. */
export interface SceneList {
  /** The id it was loaded by. */
  readonly id: string;
  readonly title: string;
  /** True where the pixels are made up: said wherever they are shown. */
  readonly synthetic: boolean;
  readonly attribution: string;
  readonly scenes: readonly Scene[];
  /** Items that could not become scenes, each with its error. */
  readonly rejected: readonly { readonly id: string; readonly error: Error }[];
  /** Where the list is whole; scenes elsewhere are listed when asked for. Everywhere unless given. */
  readonly covers?: LngLatBounds;
  /** How many scenes match there, where the list holds only the first of them. */
  readonly cutFrom?: number | 'more';
  /** True where a part of it could not be had, as `rejected` tells: asked for again, the list may be whole. */
  readonly partial?: boolean;
  /** What to know about this source, as sentences without a stop: "no cloud probability here". */
  readonly notes?: readonly string[];
}
