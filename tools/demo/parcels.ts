import type { Cover } from './covers.ts';
import type { Zone } from './zone.ts';
import { gradientNoise, hash } from './noise.ts';
import { riverDistance } from './river.ts';

export const mile = 1609.344;
const quarterSide = mile / 2;
const seed = 41;

/** A quarter section: what covers a place within it. */
type Parcel = (u: number, v: number) => Zone;

/** The parcel of each quarter section, made when first asked for. */
export function parcels(): (u: number, v: number) => Zone {
  const made = new Map<number, Parcel>();
  return (u, v) => {
    const i = Math.floor(u / quarterSide);
    const j = Math.floor(v / quarterSide);
    const key = i * 4096 + j;
    const parcel = made.get(key) ?? makeParcel(i, j);
    made.set(key, parcel);
    return parcel(u, v);
  };
}

function makeParcel(i: number, j: number): Parcel {
  const centre = { u: (i + 0.5) * quarterSide, v: (j + 0.5) * quarterSide };
  const section = { i: Math.floor(i / 2), j: Math.floor(j / 2) };
  const chance = hash(i, j, seed);
  const ofSection = hash(section.i, section.j, seed + 1);
  const wetness = gradientNoise(section.i / 3.1, section.j / 2.7, seed + 2);
  if (Math.abs(riverDistance(centre.u, centre.v)) < 1150) return plots(i, j);
  if (ofSection < 0.1) return bigPivot(section.i, section.j);
  if (wetness + 0.5 * ofSection < -0.12) return chance < 0.85 ? range(section) : strips(i, j);
  if (ofSection > 0.84) return strips(i, j);
  return chance < 0.9 ? pivot(i, j, centre) : strips(i, j);
}

function pivot(i: number, j: number, centre: { readonly u: number; readonly v: number }): Parcel {
  const radius = 380 + 16 * hash(i, j, seed + 3);
  return circle({ i, j, centre, radius });
}

function bigPivot(i: number, j: number): Parcel {
  return circle({ i: i + 700, j, centre: { u: (i + 0.5) * mile, v: (j + 0.5) * mile }, radius: 788 });
}

/** One crop, two halves, or a circle that lacks a wedge; dry corners outside. */
function circle({
  i,
  j,
  centre,
  radius,
}: {
  readonly i: number;
  readonly j: number;
  readonly centre: { readonly u: number; readonly v: number };
  readonly radius: number;
}): Parcel {
  const style = hash(i, j, seed + 4);
  const turn = Math.floor(hash(i, j, seed + 5) * 4) * (Math.PI / 2);
  const sweep = style < 0.7 ? 7 : style < 0.86 ? Math.PI : style < 0.93 ? 1.5 * Math.PI : Math.PI;
  const first: Zone = { cover: irrigated(hash(i, j, seed + 6)), seed: hash(i, j, seed + 7), pivot: centre };
  const corner: Zone = {
    cover: hash(i, j, seed + 8) < 0.75 ? 'corner' : 'fallow',
    seed: hash(i, j, seed + 9),
  };
  const rest: Zone =
    style > 0.93
      ? corner
      : { cover: irrigated(hash(i, j, seed + 10)), seed: hash(i, j, seed + 11), pivot: centre };
  return (u, v) => {
    const du = u - centre.u;
    const dv = v - centre.v;
    if (du * du + dv * dv > radius * radius) return corner;
    const angle = (Math.atan2(dv, du) - turn + 4 * Math.PI) % (2 * Math.PI);
    return angle < sweep ? first : rest;
  };
}

/** Wheat and fallow in turn, in long strips. */
function strips(i: number, j: number): Parcel {
  const northSouth = hash(i >> 1, j >> 1, seed + 12) < 0.7;
  const count = [1, 2, 4, 5][Math.floor(hash(i, j, seed + 13) * 4)]!;
  const zones = Array.from({ length: count }, (_, k): Zone => ({
    cover: dryland(k % 2 === 0, hash(i * 8 + k, j, seed + 14)),
    seed: hash(i * 8 + k, j, seed + 15),
  }));
  return (u, v) => {
    const along = northSouth ? u / quarterSide - i : v / quarterSide - j;
    return zones[Math.min(count - 1, Math.floor(along * count))]!;
  };
}

/** Small irrigated fields of the valley, each quarter cut its own way. */
function plots(i: number, j: number): Parcel {
  const across = 1 + Math.floor(hash(i, j, seed + 16) * 3);
  const down = 1 + Math.floor(hash(i, j, seed + 17) * 3);
  const zones = Array.from({ length: across * down }, (_, k): Zone => ({
    cover: valley(hash(i * 16 + k, j, seed + 18)),
    seed: hash(i * 16 + k, j, seed + 19),
  }));
  return (u, v) => {
    const x = Math.min(across - 1, Math.floor((u / quarterSide - i) * across));
    const y = Math.min(down - 1, Math.floor((v / quarterSide - j) * down));
    return zones[y * across + x]!;
  };
}

function range({ i, j }: { readonly i: number; readonly j: number }): Parcel {
  const cover = gradientNoise(i / 4.3, j / 4.3, seed + 20) > 0.05 ? 'sandhill' : 'range';
  const zone: Zone = { cover, seed: hash(i, j, seed + 21) };
  return () => zone;
}

function irrigated(chance: number): Cover {
  if (chance < 0.5) return 'corn';
  if (chance < 0.66) return 'alfalfa';
  if (chance < 0.8) return 'beans';
  if (chance < 0.88) return 'wheat';
  return chance < 0.95 ? 'millet' : 'fallow';
}

function dryland(even: boolean, chance: number): Cover {
  if (even) return chance < 0.7 ? 'wheat' : chance < 0.88 ? 'millet' : 'corn';
  return chance < 0.65 ? 'fallow' : chance < 0.85 ? 'corner' : 'wheat';
}

function valley(chance: number): Cover {
  if (chance < 0.36) return 'corn';
  if (chance < 0.6) return 'alfalfa';
  if (chance < 0.74) return 'meadow';
  return chance < 0.88 ? 'beans' : 'wheat';
}
