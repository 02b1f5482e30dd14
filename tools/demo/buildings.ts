import { hash } from './noise.ts';
import { mile } from './parcels.ts';
import type { Zone } from './zone.ts';

const seed = 313;

const zones = {
  gravel: { cover: 'gravel', seed: 0.5 },
  asphalt: { cover: 'asphalt', seed: 0.5 },
  yard: { cover: 'yard', seed: 0.5 },
  town: { cover: 'town', seed: 0.5 },
  house: { cover: 'house', seed: 0.5 },
  roof: { cover: 'roof', seed: 0.5 },
} as const satisfies Record<string, Zone>;

/** Middle of the town, a crossing of section lines, in survey metres; it reaches `half` from there. */
const town = { u: 4 * mile, v: 3 * mile, half: { u: 760, v: 520 } };

/** What people have built here: town, roads on section lines, farmsteads; null elsewhere. */
export function builtAt(u: number, v: number): Zone | null {
  return inTown(u, v) ?? roadAt(u, v) ?? farmAt(u, v);
}

/** Roads alone, which cross the river on bridges. */
export function roadAt(u: number, v: number): Zone | null {
  const i = Math.round(u / mile);
  const j = Math.round(v / mile);
  const across = Math.abs(u - i * mile);
  const down = Math.abs(v - j * mile);
  if (j === 3 && down < 8) return zones.asphalt;
  if (i === 4 && across < 8) return zones.asphalt;
  if (across < 6 && hash(i, Math.floor(v / mile), seed) < 0.86) return zones.gravel;
  if (down < 6 && hash(Math.floor(u / mile), j, seed + 1) < 0.86) return zones.gravel;
  return null;
}

function inTown(u: number, v: number): Zone | null {
  const x = u - town.u;
  const y = v - town.v;
  if (Math.abs(x) > town.half.u || Math.abs(y) > town.half.v) return null;
  const block = { i: Math.floor(x / 120), j: Math.floor(y / 90) };
  if (hash(block.i, block.j, seed + 2) < 0.16 * (Math.abs(block.i) + Math.abs(block.j)) - 0.75) return null;
  if (x - block.i * 120 < 11 || y - block.j * 90 < 11) return zones.asphalt;
  const lot = hash(Math.floor(x / 20), Math.floor(y / 20), seed + 3);
  if (lot < 0.012) return zones.roof;
  if (lot < 0.2) return zones.house;
  const hall = hash(Math.floor(x / 60), Math.floor(y / 45), seed + 4);
  return hall < 0.03 ? zones.roof : zones.town;
}

/** A grove beside the road with a few metal roofs, on about two sections of five. */
function farmAt(u: number, v: number): Zone | null {
  const i = Math.floor(u / mile);
  const j = Math.floor(v / mile);
  if (hash(i, j, seed + 5) > 0.4) return null;
  const x = u - (i + 0.08 + 0.84 * hash(i, j, seed + 6)) * mile;
  const y = v - j * mile - 75;
  if (Math.abs(x) > 75 || Math.abs(y) > 60) return null;
  const shed = hash(Math.floor((x + 200) / 26), Math.floor((y + 200) / 26), seed + 7 + i * 31 + j);
  return shed < 0.09 ? zones.roof : zones.yard;
}
