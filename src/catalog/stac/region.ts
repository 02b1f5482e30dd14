import type { MultiPolygon, Point, Polygon, Position } from 'geojson';
import type { LngLatBounds } from '../../grid/grid.ts';
import { wrapLng } from '../../grid/longitude.ts';
import { boundsOfFootprint } from '../../scene/footprint.ts';
import type { SceneQuery } from '../../scene/query.ts';
import { clipRing, isConvex } from './clip.ts';

type Place = NonNullable<SceneQuery['place']>;

/** Where a search looks. */
export interface Region {
  /** One or two, in degrees within ±180: what is asked for by bounding box, and cut into cells. */
  readonly boxes: readonly LngLatBounds[];
  /** What footprints meet, where the boxes do not say it all; never across the antimeridian. */
  readonly geometry: Place | null;
  /** False where more is searched than was asked for. */
  readonly exact: boolean;
}

/** All of a place. */
export function regionOfPlace(place: Place): Region {
  return regionWithin(place, world) ?? regionOfArea(boundsOfPlace(place));
}

/** All of an area on the map. */
export function regionOfArea(area: LngLatBounds): Region {
  const boxes = split(area);
  return {
    boxes,
    geometry: boxes.length > 1 ? areaOf(boxes.map((box) => polygonOfBox(box).coordinates)) : null,
    exact: true,
  };
}

/** The part of a place within an area; null where they are apart. */
export function regionWithin(place: Place, area: LngLatBounds): Region | null {
  const windows = split(area);
  if (place.type === 'Point') {
    const [lng, lat] = place.coordinates as [number, number];
    const at = { west: wrapLng(lng), south: lat, east: wrapLng(lng), north: lat };
    const within = windows.some((box) => meet(at, box) !== null);
    return within ? { boxes: [at], geometry: pointAt(at), exact: true } : null;
  }
  const polygons = polygonsOf(place);
  const found = windows.map((box) => polygons.flatMap((rings) => within(rings, box)));
  const parts = found.flat();
  if (parts.length === 0) return null;
  return {
    boxes: found.flatMap((parts) => uniteBoxes(parts.map(({ box }) => box)) ?? []),
    geometry: areaOf(parts.map(({ rings }) => rings)),
    exact: parts.every(({ exact }) => exact),
  };
}

/** The region in cells of about a degree, at most so many (but one for each box), those without any of it left out. */
export function cellsOf({ boxes, geometry }: Region, most: number): Region[] {
  const area = boxes.reduce((sum, box) => sum + (box.east - box.west) * (box.north - box.south), 0);
  for (let size = Math.max(1, Math.sqrt(area / most)); ; size *= 1.1) {
    const cells = boxes.flatMap((box) => gridOf(box, size));
    if (cells.length > Math.max(most, boxes.length)) continue;
    return cells.flatMap((cell) => (geometry ? regionWithin(geometry, cell) : regionOfArea(cell)) ?? []);
  }
}

function gridOf({ west, south, east, north }: LngLatBounds, size: number): LngLatBounds[] {
  const columns = Math.max(1, Math.ceil((east - west) / size - 0.01));
  const rows = Math.max(1, Math.ceil((north - south) / size - 0.01));
  const [width, height] = [(east - west) / columns, (north - south) / rows];
  return Array.from({ length: columns * rows }, (_, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    return {
      west: west + column * width,
      south: south + row * height,
      east: column + 1 === columns ? east : west + (column + 1) * width,
      north: row + 1 === rows ? north : south + (row + 1) * height,
    };
  });
}

/** Where two boxes meet, neither of them across the antimeridian. */
function meet(a: LngLatBounds, b: LngLatBounds): LngLatBounds | null {
  const west = Math.max(a.west, b.west);
  const east = Math.min(a.east, b.east);
  const south = Math.max(a.south, b.south);
  const north = Math.min(a.north, b.north);
  return west <= east && south <= north ? { west, south, east, north } : null;
}

/** What a place covers, as bounds that may cross the antimeridian. */
export function boundsOfPlace(place: Place): LngLatBounds {
  if (place.type !== 'Point') return boundsOfFootprint(place);
  const [lng, lat] = place.coordinates as [number, number];
  return { west: wrapLng(lng), south: lat, east: wrapLng(lng), north: lat };
}

/** Degrees. A longer step of longitude may be taken for one the other way round the world. */
const longestStep = 90;

/** A box as a polygon, counter-clockwise as GeoJSON has it. */
export function polygonOfBox({ west, south, east, north }: LngLatBounds): Polygon {
  const steps = Math.max(1, Math.ceil((east - west) / longestStep));
  const lngs = Array.from({ length: steps + 1 }, (_, i) =>
    i === steps ? east : west + (i * (east - west)) / steps,
  );
  const bottom = lngs.map((lng): Position => [lng, south]);
  const top = lngs.map((lng): Position => [lng, north]).toReversed();
  return { type: 'Polygon', coordinates: [[...bottom, ...top, bottom[0]!]] };
}

const world: LngLatBounds = { west: -180, south: -90, east: 180, north: 90 };

interface Part {
  readonly rings: readonly (readonly Position[])[];
  readonly box: LngLatBounds;
  readonly exact: boolean;
}

/** An area without the antimeridian inside. */
function split({ west, south, east, north }: LngLatBounds): LngLatBounds[] {
  const [bottom, top] = [Math.max(-90, south), Math.min(90, north)];
  const whole = { west: -180, south: bottom, east: 180, north: top };
  if (east - west >= 360) return [whole];
  const [from, to] = [wrapLng(west), east === 180 ? 180 : wrapLng(east)];
  if (from <= to) return [{ ...whole, west: from, east: to }];
  return [
    { ...whole, west: from },
    { ...whole, east: to },
  ].filter(({ west, east }) => west < east);
}

/** The parts of a polygon in a box, wherever a turn away it is written. */
function within(rings: readonly (readonly Position[])[], box: LngLatBounds): Part[] {
  const outline = unrolled(rings[0]!);
  return [-720, -360, 0, 360, 720].flatMap((turn): Part[] => {
    const turned = outline.map(([lng, lat]): Position => [lng! + turn, lat!]);
    const common = meet(boxOf(turned), box);
    // What only touches is no part.
    if (!common || common.west === common.east || common.south === common.north) return [];
    const inside = turned.every(
      ([lng, lat]) => box.west <= lng! && lng! <= box.east && box.south <= lat! && lat! <= box.north,
    );
    // As it was drawn, holes and all, where nothing of it is cut away.
    if (inside && turn === 0) return [{ rings, box: common, exact: true }];
    if (inside && rings.length === 1) return [{ rings: [turned], box: common, exact: true }];
    if (rings.length > 1 || !isConvex(turned)) {
      return [{ rings: polygonOfBox(common).coordinates, box: common, exact: false }];
    }
    const cut = clipRing(turned, box);
    return cut ? [{ rings: [cut], box: boxOf(cut), exact: true }] : [];
  });
}

/** With each corner on the near side of the one before. */
function unrolled(ring: readonly Position[]): Position[] {
  let last = ring[0]![0]!;
  return ring.map(([lng, lat]) => {
    last = lng! - 360 * Math.round((lng! - last) / 360);
    return [last, lat!];
  });
}

function boxOf(ring: readonly Position[]): LngLatBounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of ring) {
    west = Math.min(west, lng!);
    east = Math.max(east, lng!);
    south = Math.min(south, lat!);
    north = Math.max(north, lat!);
  }
  return { west, south, east, north };
}

function polygonsOf(place: Polygon | MultiPolygon): readonly (readonly (readonly Position[])[])[] {
  return place.type === 'Polygon' ? [place.coordinates] : place.coordinates;
}

function areaOf(polygons: readonly (readonly (readonly Position[])[])[]): Polygon | MultiPolygon {
  const coordinates = polygons.map((rings) => rings.map((ring) => [...ring]));
  return coordinates.length === 1
    ? { type: 'Polygon', coordinates: coordinates[0]! }
    : { type: 'MultiPolygon', coordinates };
}

function uniteBoxes(boxes: readonly LngLatBounds[]): LngLatBounds | null {
  if (boxes.length === 0) return null;
  return boxOf(
    boxes.flatMap(({ west, south, east, north }) => [
      [west, south],
      [east, north],
    ]),
  );
}

function pointAt({ west, south }: LngLatBounds): Point {
  return { type: 'Point', coordinates: [west, south] };
}
