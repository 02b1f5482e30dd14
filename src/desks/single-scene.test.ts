import { expect, it } from 'vitest';
import { queriesOf } from '../compose/queries.ts';
import { ee } from '../ee/ee.ts';
import type { LayerSpec } from '../engine/layer.ts';
import type { Stage } from '../stage.ts';
import { SingleScene } from './single-scene.ts';

/** A stage that keeps the layers it is given. */
function setUp() {
  const collection = ee.ImageCollection('S2').filter(ee.Filter.lt('CLOUD', 20));
  const asLayer = (spec: LayerSpec) => ({
    shown: true,
    opacity: 1,
    aspect: 'pixels',
    at: null,
    ...spec,
    node: spec.image,
  });
  const best = asLayer({
    id: 'best',
    name: 'Best',
    image: collection.qualityMosaic('B1').node,
    visParams: {},
  });
  const engine = { layers: [best] };
  const arrange = (specs: readonly LayerSpec[]): void => void (engine.layers = specs.map(asLayer) as never);
  return { engine, scene: new SingleScene({ engine, arrange } as unknown as Stage) };
}

it('a single scene is one of those that are listed already', () => {
  const { engine, scene } = setUp();
  const before = queriesOf(engine.layers[0]!.node as never);
  scene.shown = "it's 1";
  expect(scene.shown).toBe("it's 1");
  expect(engine.layers).toHaveLength(2);
  expect(queriesOf(engine.layers[1]!.node as never)).toEqual(before);
  scene.shown = null;
  expect(engine.layers).toHaveLength(1);
  expect(scene.shown).toBeNull();
});
