import type { Crs, Grid } from '../../grid/grid.ts';
import type { Level } from '../reader.ts';
import { planWarp, type BlockSize, type WarpPlan } from './nearest.ts';
import { makeSourceMap, toleranceOf, type SourceMap, type SourceMapRequest } from './source-map.ts';

export interface PlanRequest {
  readonly grid: Grid;
  /** Pixels added on each side of the grid. */
  readonly halo?: number;
  /** Of the file. */
  readonly crs: Crs;
  readonly level: Level;
  readonly blocks: BlockSize;
}

/** Source maps by (grid, halo, source CRS, tolerance): all scenes and levels that have these share one. */
export class SourceMaps {
  private readonly maps = new Map<string, SourceMap>();
  private readonly limit: number;

  /** Keeps the `limit` maps used last. */
  constructor(limit = 64) {
    this.limit = limit;
  }

  get(request: SourceMapRequest): SourceMap {
    const key = keyOf(request);
    const map = this.maps.get(key) ?? makeSourceMap(request);
    this.maps.delete(key);
    this.maps.set(key, map);
    for (const oldest of this.maps.keys()) {
      if (this.maps.size <= this.limit) break;
      this.maps.delete(oldest);
    }
    return map;
  }
}

/**
 * Plans warps, and remembers the plans used last: the scenes of one tiling scheme have levels of equal affine and
 * size, and so share one plan per grid.
 */
export class Warper {
  private readonly maps = new SourceMaps();
  private readonly plans = new Map<string, { plan: WarpPlan; bytes: number }>();
  private limit: number;
  private held = 0;

  /** Remembers plans of at most `limit` bytes. */
  constructor(limit = 32 * 2 ** 20) {
    this.limit = limit;
  }

  /** Bytes of the remembered plans. */
  get bytes(): number {
    return this.held;
  }

  /** Throws 'unknown-crs' where a CRS cannot be projected. */
  plan({ grid, halo = 0, crs, level, blocks }: PlanRequest): WarpPlan {
    const request = { grid, halo, crs, tolerance: toleranceOf(level.affine) };
    const key = JSON.stringify([keyOf(request), level.affine, level.width, level.height, blocks]);
    const known = this.plans.get(key);
    const plan = known?.plan ?? planWarp({ map: this.maps.get(request), level, blocks });
    this.forget(key);
    this.remember(key, plan);
    return plan;
  }

  /** Remembers plans of at most `limit` bytes from now on. */
  keepWithin(limit: number): void {
    this.limit = limit;
    this.trim();
  }

  clear(): void {
    this.plans.clear();
    this.held = 0;
  }

  private remember(key: string, plan: WarpPlan): void {
    // As much again where single pixels are asked for. Plans of windows outside their level hold no pixels, but are objects all the same.
    const bytes = plan.blocks.reduce((sum, { targets }) => sum + 16 * targets.length, 512);
    if (bytes > this.limit) return;
    this.plans.set(key, { plan, bytes });
    this.held += bytes;
    this.trim();
  }

  private trim(): void {
    for (const oldest of this.plans.keys()) {
      if (this.held <= this.limit) break;
      this.forget(oldest);
    }
  }

  private forget(key: string): void {
    this.held -= this.plans.get(key)?.bytes ?? 0;
    this.plans.delete(key);
  }
}

function keyOf({ grid, halo = 0, crs, tolerance }: SourceMapRequest): string {
  return JSON.stringify([grid.crs.name, grid.affine, grid.width, grid.height, halo, crs.name, tolerance]);
}
