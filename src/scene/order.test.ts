import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder } from './order.ts';
import { makeScene } from './testing/make.ts';

describe('the order of a loaded collection', () => {
  it('is by time, then by id', () => {
    const scenes = ['b2', 'a2', 'c1'].map((id) => makeScene({ id, datetime: Number(id[1]) }));
    expect(inOrder(scenes).map((scene) => scene.id)).toEqual(['c1', 'a2', 'b2']);
    expect(scenes.map((scene) => scene.id)).toEqual(['b2', 'a2', 'c1']);
  });

  it('does not depend on the order of arrival', () => {
    const scenes = ['S2A', 'S2B', 's2a', 'Ä', 'a1', 'a10', 'a2'].map((id, index) =>
      makeScene({ id, datetime: index % 2 }),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(scenes, { minLength: scenes.length }), (shuffled) => {
        expect(inOrder(shuffled)).toEqual(inOrder(scenes));
      }),
      { seed: 20200703 },
    );
  });
});
