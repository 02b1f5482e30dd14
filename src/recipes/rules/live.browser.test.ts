import { expect, it, vi } from 'vitest';
import { plainRule } from '../../choice/rule-text.ts';
import type { Rule } from '../../choice/rule.ts';
import { randomNumbers } from '../../compose/testing/random-exprs.ts';
import { ee } from '../../ee/ee.ts';
import { FakeReader } from '../../engine/testing/fake-reader.ts';
import { makeFakeScenes } from '../../engine/testing/fake-scenes.ts';
import { LiveEngine } from '../../engine/testing/live-engine.ts';
import { viewOf } from '../../engine/testing/place.ts';
import { ruleLayers } from './rule-layers.ts';

const seed = 20200809;
const gate = [3, 8, 9];
const view = viewOf([
  [0, 0],
  [1, 0],
]);

async function shown(first: Rule) {
  const scenes = makeFakeScenes({
    random: randomNumbers(seed),
    count: 6,
    bands: {
      SCL: { dtype: 'uint8', values: [3, 4, 5, 8, 9] },
      MSK_CLDPRB: { dtype: 'uint8', values: [0, 10, 35, 80, 100] },
      B4: { dtype: 'uint16', values: [5, 70, 300, 900] },
      B8: { dtype: 'uint16', values: [20, 80, 310, 700] },
    },
  });
  const list = scenes.list.scenes;
  for (const { bands } of list) Object.assign(bands.get('MSK_CLDPRB')!.nodata, { never: 0 });
  const reader = new FakeReader(scenes);
  const live = new LiveEngine({ reader, list: scenes.list });
  const show = (rule: Rule) => {
    const picture = { bands: ['B4'], min: 0, max: 900 };
    return live.show(ruleLayers({ scenes: ee.ImageCollection('fake'), list, rule, picture }), view);
  };
  await show(first);
  return { live, reader, show };
}

const clearSky = (target: string, weight: number, tolerance = 0): Rule => ({
  ...plainRule('clear-sky'),
  gate,
  target,
  weight,
  tolerance,
});
const greenest = (tolerance: number): Rule => ({ ...plainRule('greenest'), gate, tolerance });

it.each([
  [
    'a date',
    clearSky('2020-07-02', 0),
    [clearSky('2020-07-03', 0), clearSky('2020-07-06', 0), clearSky('2020-07-01', 0)],
  ],
  [
    'a weight',
    clearSky('2020-07-02', 0.31),
    [clearSky('2020-07-02', 0.62), clearSky('2020-07-02', 0.07), clearSky('2020-07-04', 0.9)],
  ],
  [
    'a step in days',
    clearSky('2020-07-02', 0.31, 0.5),
    [clearSky('2020-07-02', 0.31, 2), clearSky('2020-07-05', 0.7, 1.5)],
  ],
  ['a step of a ratio', greenest(0.01), [greenest(0.2), greenest(0.105)]],
])(
  `%s that changes is one pass per tile: nothing is compiled, no band of the quality is read (seed ${seed})`,
  async (_, first, others) => {
    const { live, reader, show } = await shown(first);
    const { gpu } = live.engine.session!.context;
    const links = vi.spyOn(live.gl, 'linkProgram');
    const passes = vi.spyOn(gpu, 'run');
    const pictures = new Set([await winners(live)]);
    for (const rule of others) {
      const reads = reader.reads().length;
      passes.mockClear();
      await show(rule);
      pictures.add(await winners(live));
      const read = reader.reads().slice(reads);
      expect(read.filter((href) => !href.endsWith('/B4'))).toEqual([]);
      // Of each winner once in each tile.
      expect(read.length).toBeLessThanOrEqual(6 * view.tiles.length);
      const selecting = passes.mock.calls.filter(([{ program }]) => program.label === 'selecting by quality');
      expect(selecting).toHaveLength(view.tiles.length);
    }
    expect(links).not.toHaveBeenCalled();
    expect(pictures.size).toBe(others.length + 1);
    expect(live.errors).toEqual([]);
  },
);

/** What is drawn of the best scenes, pixel by pixel. */
async function winners({ engine }: LiveEngine): Promise<string> {
  const layer = engine.layers.find(({ id }) => id === 'best')!;
  expect(engine.status(layer).state).toBe('done');
  const states = await Promise.all(
    [...layer.tiles.values()].map(({ mosaic }) => mosaic!.parts[0]!.state.read()),
  );
  return states.map(({ winner }) => winner.join('')).join();
}
