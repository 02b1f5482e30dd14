import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { gatherOnCpu, selectOnCpu, type SceneBands } from './twin.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import type { Leaves } from './steps.ts';

const leaves: Leaves = new Map([['q', 'float32']]);
const quality: PixelExpr = { op: 'band', band: 'q' };
const pixel = fc.option(fc.constantFrom(-3e38, -1.5, -0, 0, 1e-3, 2, 3e38), { nil: null });

it('selects as a walk from the first scene to the last that takes whatever is not less', () => {
  fc.assert(
    fc.property(fc.array(pixel, { maxLength: 12 }), (series) => {
      let winner = -1;
      series.forEach((value, scene) => {
        if (value !== null && (winner === -1 || value >= series[winner]!)) winner = scene;
      });
      const scenes = series.map((value, scene): SceneBands => {
        const data = Float32Array.of(value ?? NaN);
        const mask = Uint8Array.of(value === null ? 0 : 1);
        return { scene, bands: new Map([['q', { dtype: 'float32', data, mask }]]) };
      });
      const found = selectOnCpu({ quality, leaves, scenes: scenes.toReversed(), length: 1 });
      expect([...found.winner]).toEqual([winner]);
      const { bands, gathered } = gatherOnCpu({
        bands: [quality],
        winner: found.winner,
        leaves,
        scenes,
        length: 1,
      });
      expect([...gathered]).toEqual([winner === -1 ? 0 : 1]);
      expect([...bands[0]!.mask]).toEqual([winner === -1 ? 0 : 1]);
      if (winner >= 0) expect([...bands[0]!.data]).toEqual([Math.fround(series[winner]!)]);
    }),
    { seed: 20200901 },
  );
});
