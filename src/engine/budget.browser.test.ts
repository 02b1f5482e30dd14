import { describe, expect, it } from 'vitest';
import { square, viewOf } from './testing/place.ts';
import { best, setUp, wrongTiles } from './testing/shown-tiles.ts';

describe('the GPU budget', () => {
  const tile = 256 * 256;

  it('is kept while a view is composed, but for one array of scenes, and changes no pixel', async () => {
    const gpuBudget = 5 * tile * 32;
    const { live, scenes } = setUp(17, { gpuBudget });
    await live.show([best], viewOf(square(2)));
    expect(await wrongTiles(live, scenes)).toEqual([]);
    expect(live.mostHeld).toBeLessThanOrEqual(gpuBudget + (8 * 3 + 16) * tile);
  });

  it('is not exceeded by what was looked at before', async () => {
    const gpuBudget = 8 * tile * 32;
    const { live, scenes } = setUp(5, { gpuBudget });
    for (let x = 0; x < 4; x++) {
      if (x === 0)
        await live.show(
          [best],
          viewOf([
            [0, 0],
            [0, 1],
          ]),
        );
      live.view = viewOf([
        [x, 0],
        [x, 1],
        [x, 2],
      ]);
      await live.settled();
      expect(await wrongTiles(live, scenes)).toEqual([]);
      expect(live.engine.budget.held).toBeLessThanOrEqual(gpuBudget);
    }
  });

  it('that is too small is told; raised, the tiles come by themselves', async () => {
    const { live, scenes } = setUp(3, { gpuBudget: 2 * tile * 32 });
    await live.show([best], viewOf(square(2)));
    const { state, error } = live.engine.status(live.engine.layers[0]!);
    expect([state, error]).toEqual([
      'error',
      'the view needs more than the 4 MiB GPU budget. Raise the budget, hide a layer, or make the window smaller.',
    ]);
    live.engine.budget.limit = 2 ** 29;
    await live.settled();
    await live.until(() => live.engine.status(live.engine.layers[0]!).state === 'done');
    expect(await wrongTiles(live, scenes)).toEqual([]);
  });
});
