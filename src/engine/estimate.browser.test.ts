import { expect, it } from 'vitest';
import { everything, queryKey } from '../scene/query.ts';
import { square, viewOf } from './testing/place.ts';
import { best, setUp } from './testing/shown-tiles.ts';

it.each([4, 40])('GPU memory for %i scenes is estimated within a factor of 3', async (count) => {
  const { live, scenes, reader } = setUp(count, { layersPerArray: 16 });
  live.view = viewOf(square(3));
  live.frame();
  const lists = new Map([[queryKey(everything('fake')), scenes.list]]);
  const { gpuBytes } = live.engine.estimate([best], lists)!;
  expect(reader.asked).toEqual([]);
  // Without room for what is only kept for later.
  live.engine.setGpuBudget(1.2 * gpuBytes);
  await live.show([best], live.view);
  expect(live.engine.status(live.engine.layers[0]!).state).toBe('done');
  expect(live.mostHeld / gpuBytes).toBeGreaterThan(1 / 3);
  expect(live.mostHeld / gpuBytes).toBeLessThan(3);
});
