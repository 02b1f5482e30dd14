import { expect, test } from 'vitest';
import { plainRule } from '../../choice/rule-text.ts';
import type { Rule } from '../../choice/rule.ts';
import { ee } from '../../ee/ee.ts';
import type { Scene, SceneList } from '../../scene/scene.ts';
import { FakeReader } from '../../engine/testing/fake-reader.ts';
import { makeFakeScenes, type FakeScenes } from '../../engine/testing/fake-scenes.ts';
import { LiveEngine } from '../../engine/testing/live-engine.ts';
import { viewOf } from '../../engine/testing/read-view.ts';
import { randomNumbers } from '../../compose/testing/random-exprs.ts';
import { ruleLayers } from './rule-layers.ts';

const seed = 20200809;

/** The same files, of which one band is a probability. */
function withProbability({ list }: FakeScenes): { list: SceneList; swap: (reader: FakeReader) => void } {
  const scenes = list.scenes.map((scene): Scene => {
    const source = scene.bands.get('MSK_CLDPRB')!;
    Object.assign(source.nodata, { never: 0 });
    return scene;
  });
  return { list: { ...list, scenes }, swap: () => {} };
}
