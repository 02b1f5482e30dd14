import { describe, expect, it } from 'vitest';
import { crsFromCode } from '../../grid/crs.ts';
import type { Grid } from '../../grid/grid.ts';
import { tileGrid } from '../../grid/tile.ts';
import type { Level } from '../reader.ts';
import { fillNearest, planWarp } from './nearest.ts';
import { makeSourceMap } from './source-map.ts';
import { SourceMaps, Warper } from './warper.ts';

const crs = await crsFromCode('EPSG:32613');
const level: Level = { index: 0, width: 10, height: 10, affine: [10, 0, 600000, 0, -10, 4500000] };
const blocks = { blockWidth: 4, blockHeight: 4 };

/** A grid of the level's own pixels, from a column and row on. */
function window(column: number, row: number, width: number, height: number): Grid {
  return { crs, affine: [10, 0, 600000 + 10 * column, 0, -10, 4500000 - 10 * row], width, height };
}

function plan(grid: Grid, halo = 0) {
  return planWarp({ map: makeSourceMap({ grid, halo, crs, tolerance: 1 }), level, blocks });
}

describe('a plan', () => {
  it('names the blocks in use, and the tight window of their pixels', () => {
    const { window: used, blocks: parts } = plan(window(3, 5, 2, 2));
    expect(used).toEqual([3, 5, 5, 7]);
    expect(
      parts.map(({ column, row, targets, sources }) => [column, row, [...targets], [...sources]]),
    ).toEqual([
      [0, 1, [0, 2], [7, 11]],
      [1, 1, [1, 3], [4, 8]],
    ]);
  });

  it('leaves out what lies beyond the level', () => {
    const { window: used, blocks: parts } = plan(window(8, -1, 4, 3));
    expect(used).toEqual([8, 0, 10, 2]);
    expect(parts.flatMap(({ targets }) => [...targets])).toEqual([4, 5, 8, 9]);
  });

  it('has no window and no blocks outside the level', () => {
    expect(plan(window(20, 0, 4, 4))).toMatchObject({ window: null, blocks: [], width: 4, height: 4 });
  });

  it('counts a halo in', () => {
    const around = plan(window(4, 4, 2, 2), 1);
    expect([around.width, around.height]).toEqual([4, 4]);
    expect(around.window).toEqual([3, 3, 7, 7]);
  });

  it('cuts strips as wide as the level', () => {
    const map = makeSourceMap({ grid: window(0, 2, 10, 2), crs, tolerance: 1 });
    const { blocks: strips } = planWarp({ map, level, blocks: { blockWidth: 10, blockHeight: 3 } });
    expect(strips.map(({ column, row, sources }) => [column, row, sources[0]])).toEqual([
      [0, 0, 20],
      [0, 1, 0],
    ]);
  });
});

describe('a fill', () => {
  const [part] = plan(window(0, 0, 2, 2)).blocks;

  it('copies one sample of interleaved pixels and marks them', () => {
    const from = Uint16Array.from({ length: 48 }, (_, k) => 1000 * (k % 3) + Math.floor(k / 3));
    const data = new Uint16Array(4);
    const mask = new Uint8Array(4);
    fillNearest({ plan: part, from, samples: 3, sample: 2, data, mask });
    expect([...data]).toEqual([2000, 2001, 2004, 2005]);
    expect([...mask]).toEqual([1, 1, 1, 1]);
  });

  it('keeps every bit of every type', () => {
    const bits = [0x7fc00001, 0xffc12345, 0x80000000, 1];
    const from = new Float32Array(Uint32Array.from({ length: 16 }, (_, k) => bits[k % 4]).buffer);
    const data = new Float32Array(4);
    fillNearest({ plan: part, from, data });
    expect([...new Uint32Array(data.buffer)]).toEqual([bits[0], bits[1], bits[0], bits[1]]);
    const signed = new Int8Array(4);
    fillNearest({ plan: part, from: Int8Array.from({ length: 16 }, (_, k) => -k), data: signed });
    expect([...signed]).toEqual([-0 + 0, -1, -4, -5]);
  });
});

describe('remembered work', () => {
  const grid = tileGrid({ z: 12, x: 873, y: 1550 }, 16);
  const other = tileGrid({ z: 12, x: 874, y: 1550 }, 16);

  it('is one map per grid, halo, CRS and tolerance, the ones used last', () => {
    const maps = new SourceMaps(2);
    const first = maps.get({ grid, crs, tolerance: 1 });
    expect(maps.get({ grid: { ...grid }, halo: 0, crs: { ...crs }, tolerance: 1 })).toBe(first);
    expect(maps.get({ grid, halo: 1, crs, tolerance: 1 })).not.toBe(first);
    maps.get({ grid, crs, tolerance: 1 });
    maps.get({ grid: other, crs, tolerance: 1 });
    expect(maps.get({ grid, crs, tolerance: 1 })).toBe(first);
  });

  it('is one plan for scenes whose levels lie alike', () => {
    const warper = new Warper();
    const first = warper.plan({ grid: window(0, 0, 4, 4), crs, level, blocks });
    expect(warper.plan({ grid: window(0, 0, 4, 4), crs, level: { ...level, index: 3 }, blocks })).toBe(first);
    expect(warper.plan({ grid: window(0, 0, 4, 4), crs, level: { ...level, width: 9 }, blocks })).not.toBe(
      first,
    );
  });

  it('stays within its bytes, and counts them', () => {
    const perPlan = 512 + 16 * 16;
    const warper = new Warper(2 * perPlan);
    const request = { crs, level, blocks };
    const first = warper.plan({ grid: window(0, 0, 4, 4), ...request });
    warper.plan({ grid: window(1, 0, 4, 4), ...request });
    expect(warper.bytes).toBe(2 * perPlan);
    warper.plan({ grid: window(2, 0, 4, 4), ...request });
    expect(warper.bytes).toBe(2 * perPlan);
    expect(warper.plan({ grid: window(0, 0, 4, 4), ...request })).not.toBe(first);
    warper.plan({ grid: window(0, 0, 10, 10), ...request });
    expect(warper.bytes).toBeLessThanOrEqual(2 * perPlan);
    warper.clear();
    expect(warper.bytes).toBe(0);
  });
});
