import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apply, invert } from '../../grid/affine.ts';
import { crsFromCode } from '../../grid/crs.ts';
import type { Affine } from '../../grid/grid.ts';
import type { Level } from '../reader.ts';
import { fillNearest, planWarp } from './nearest.ts';
import { makeSourceMap, toleranceOf } from './source-map.ts';

interface Raster {
  crs: string;
  affine: Affine;
  width: number;
  height: number;
}

/** Made by tools/fixtures/make-warp.py: a source's pixels hold their own index. */
interface Case {
  title: string;
  source: Raster;
  grid: Raster;
  /** Of gdalwarp -et 0 -r near; -1 outside. */
  values: number[];
  /** PROJ's source column and row of each output pixel's centre; null where PROJ finds none. */
  points: ([number, number] | null)[];
}

const folder = new URL('fixtures/', import.meta.url);
const cases = readdirSync(folder).flatMap(
  (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Case[],
);

/** The promise: within this share of a source pixel of PROJ. */
const promised = 0.125;

async function run({ source, grid }: Case) {
  const crs = await crsFromCode(source.crs);
  const level: Level = { index: 0, affine: source.affine, width: source.width, height: source.height };
  const map = makeSourceMap({
    grid: { ...grid, crs: await crsFromCode(grid.crs) },
    crs,
    tolerance: toleranceOf(source.affine),
  });
  return { level, map, plan: planWarp({ map, level, blocks: { blockWidth: 16, blockHeight: 32 } }) };
}

/** Fills a window from a source whose pixels hold their index, block by block, as a reader does. */
function fill({ level, plan }: Awaited<ReturnType<typeof run>>): { data: Int32Array; mask: Uint8Array } {
  const data = new Int32Array(plan.width * plan.height).fill(-1);
  const mask = new Uint8Array(data.length);
  for (const block of plan.blocks) {
    const from = Int32Array.from({ length: 16 * 32 }, (_, k) => {
      const row = block.row * 32 + Math.floor(k / 16);
      return row * level.width + block.column * 16 + (k % 16);
    });
    fillNearest({ plan: block, from, data, mask });
  }
  return { data, mask };
}

function distanceToEdge(value: number): number {
  return Math.abs(value - Math.round(value));
}

describe.each(cases)('$title', (warp) => {
  it('takes the pixels that gdalwarp takes, save within 0.125 pixel of an edge', async () => {
    const { data, mask } = fill(await run(warp));
    const differing = warp.values.flatMap((value, k) => (data[k] === value ? [] : [k]));
    const surely = differing.filter((k) => {
      const point = warp.points[k];
      return !point || (distanceToEdge(point[0]) > promised && distanceToEdge(point[1]) > promised);
    });
    expect(surely).toEqual([]);
    expect([...mask]).toEqual([...data].map((value) => (value < 0 ? 0 : 1)));
  });

  it('places every centre within 0.05 source pixel of PROJ', async () => {
    const { map, level } = await run(warp);
    const toPixels = invert(level.affine);
    let worst = 0;
    map.forEachRun((run) => {
      for (let k = 0; k < run.count; k++) {
        const point = warp.points[run.row * map.width + run.column + k];
        const [column, row] = apply(toPixels, run.x + run.dx * k, run.y + run.dy * k);
        if (!point) continue;
        const turn = map.geographic ? 360 / Math.abs(level.affine[0]) : Infinity;
        const off = column - point[0];
        worst = Math.max(
          worst,
          Math.hypot(off - (map.geographic ? turn * Math.round(off / turn) : 0), row - point[1]),
        );
      }
    });
    expect(worst).toBeLessThan(0.05);
  });
});

it('moves no more than 15 of all 14 400 pixels across an edge', async () => {
  const filled = await Promise.all(cases.map(async (warp) => fill(await run(warp)).data));
  const moved = filled.map((data, at) => cases[at].values.filter((value, k) => data[k] !== value).length);
  const pixels = filled.reduce((sum, data) => sum + data.length, 0);
  expect(pixels).toBe(14_400);
  expect(moved.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(15);
});
