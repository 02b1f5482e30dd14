import type { LngLatBounds } from '../grid/grid.ts';
import type { Scene } from '../scene/scene.ts';
import type { Origin } from './composed-image.ts';
import type { Layer } from './layer.ts';
import type { DateShares } from './shares.ts';
import { isWhole, metresOfView, partOfBand, shownTiles, type ShownTile } from './shown-part.ts';
import { areaOfPart, eachPixel, partWithin } from './tile-part.ts';
import { distinctTiles, type View } from './view.ts';

/** Milliseconds. */
const day = 86_400_000;

/** Areas by scene, of one tile. */
type Won = ReadonlyMap<Scene, number>;

interface Counted {
  readonly where: string;
  readonly stamp: number;
  readonly won: Won;
}

interface Told {
  readonly of: readonly Won[];
  readonly where: string;
  readonly shares: DateShares;
}

const counted = new WeakMap<Origin['scene'], Counted>();
const told = new WeakMap<Layer, Told>();

/**
 * How much of what is in sight the winners take, by the first shown band where bands are chosen apart. Nothing is read:
 * it counts what is composed. The same object as long as nothing changes. Null: nothing is composed, or no winner tells.
 */
export function sharesOf(layer: Layer, view: View, bounds: LngLatBounds): DateShares | null {
  const of = shownTiles(layer, view).flatMap((shown) => wonIn(layer, shown, bounds) ?? []);
  if (of.length === 0) return null;
  const whole = isWhole(layer, view);
  const where = JSON.stringify([whole, bounds, view.center, view.tileSize, distinctTiles(view)]);
  const before = told.get(layer);
  if (
    before?.where === where &&
    before.of.length === of.length &&
    of.every((won, i) => won === before.of[i])
  ) {
    return before.shares;
  }
  const shares = { ...sum(of, areaInSight(view, bounds)), metres: metresOfView(view), whole };
  told.set(layer, { of, where, shares });
  return shares;
}

function wonIn(layer: Layer, { tile, mosaic }: ShownTile, bounds: LngLatBounds): Won | null {
  const [shown] = layer.prepared?.style.bands ?? [];
  const found = shown === undefined ? null : partOfBand(mosaic, shown);
  if (!found?.part.origin) return null;
  const { origin, stamp } = found.part;
  const part = partWithin(tile.id, tile.size, bounds);
  const inside = part.columns.length === tile.size && part.areas.every((area) => area > 0);
  const where = inside ? 'all' : JSON.stringify(bounds);
  const before = counted.get(origin.scene);
  if (before?.where === where && before.stamp === stamp) return before.won;
  const areas = new Float64Array(origin.scenes.length);
  eachPixel(part, (at, area) => {
    const scene = origin.scene[at]!;
    if (scene >= 0) areas[scene]! += area;
  });
  const won = new Map(
    origin.scenes.flatMap((scene, i) => (areas[i]! > 0 ? [[scene, areas[i]!] as const] : [])),
  );
  counted.set(origin.scene, { where, stamp, won });
  return won;
}

function areaInSight(view: View, bounds: LngLatBounds): number {
  return distinctTiles(view).reduce(
    (area, id) => area + areaOfPart(partWithin(id, view.tileSize, bounds)),
    0,
  );
}

interface OfDay {
  area: number;
  readonly scenes: Set<string>;
}

function sum(of: readonly Won[], inSight: number): Pick<DateShares, 'dates' | 'covered'> {
  const days = new Map<number, OfDay>();
  let all = 0;
  for (const [scene, area] of of.flatMap((won) => [...won])) {
    const at = Math.floor(scene.datetime / day) * day;
    const date = days.get(at) ?? { area: 0, scenes: new Set() };
    days.set(at, date);
    date.area += area;
    date.scenes.add(scene.id);
    all += area;
  }
  const dates = [...days]
    .toSorted(([a], [b]) => a - b)
    .map(([day, { area, scenes }]) => ({ day, share: area / all, scenes: [...scenes] }));
  return { dates, covered: inSight > 0 ? Math.min(1, all / inSight) : 0 };
}
