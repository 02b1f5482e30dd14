import { describe, expect, test } from 'vitest';
import { ee } from '../ee/ee.ts';
import { everything } from '../scene/query.ts';
import { queriesOf } from './queries.ts';
import { resolveCollection } from './resolve.ts';
import { listsFor, makeScene } from './testing/scene-lists.ts';

const { Filter } = ee;
const col = ee.ImageCollection('S2');
const july = { start: Date.UTC(2020, 6, 1), end: Date.UTC(2020, 7, 1) };
const cloud = Filter.lt('cloud', 20);
const asked = { ...everything('S2'), tests: [{ name: 'cloud', op: 'lt', value: 20 }] };

describe('filters at the end of a chain', () => {
  test('pass sort, links and own properties, which drop no scene', () => {
    const linked = col.sort('cloud').linkCollection(ee.ImageCollection('CS'), ['cs']).set('note', 'x');
    expect(queriesOf(linked.filter(cloud).node)).toEqual([asked, everything('CS')]);
  });

  test('are not asked for what map sets before, nor for its date', () => {
    const scored = col.map((img) => img.set({ cloud: 1, other: 2 }));
    expect(queriesOf(scored.filter(cloud).node)).toEqual([everything('S2')]);
    expect(queriesOf(scored.filter(Filter.and(Filter.eq('a', 1), cloud)).node)).toEqual([everything('S2')]);
    expect(queriesOf(scored.filter(Filter.eq('a', 1)).node)).toEqual([
      { ...everything('S2'), tests: [{ name: 'a', op: 'eq', value: 1 }] },
    ]);
    const dated = col.map((img) => img.set('system:time_start', 0)).filterDate('2020-07-01', '2020-08-01');
    expect(queriesOf(dated.node)).toEqual([everything('S2')]);
    const some = col.map((img) => img.set(ee.Dictionary({ cloud: 1 })));
    expect(queriesOf(some.filter(Filter.eq('a', 1)).node)).toEqual([everything('S2')]);
  });

  test('are asked for what copyProperties takes over from the image itself', () => {
    const scaled = col.map((img) => img.divide(10000).copyProperties(img, ['system:time_start', 'cloud']));
    const within = scaled.filterDate('2020-07-01', '2020-08-01').filter(cloud);
    expect(queriesOf(within.node)).toEqual([{ ...asked, times: [july] }]);
    const other = col.map((img) => img.copyProperties(col.first(), ['cloud']));
    expect(queriesOf(other.filter(cloud).node)).toEqual([everything('S2')]);
  });

  test('are not asked for what a link brings', () => {
    const linked = col.linkCollection(ee.ImageCollection('CS'), ['cs'], ['cloud']);
    expect(queriesOf(linked.filter(cloud).node)).toEqual([everything('S2'), everything('CS')]);
  });

  test('go through merge to both sides, ids left out, each applied again after it', () => {
    const merged = ee.ImageCollection('L7').merge(ee.ImageCollection('L8').filter(Filter.eq('a', 1)));
    const all = merged.filter(cloud).filter(Filter.neq('system:index', '1_x'));
    const { tests } = asked;
    expect(queriesOf(all.node)).toEqual([
      { ...asked, id: 'L7' },
      { ...asked, id: 'L8', tests: [{ name: 'a', op: 'eq', value: 1 }, ...tests] },
    ]);
    const scenes = [10, 90].map((cloud) =>
      makeScene({ id: `${cloud}`, date: '2020-07-01Z', properties: { cloud, a: 1 } }),
    );
    const ids = resolveCollection(all.node, listsFor(all.node, scenes)).scenes.map(({ id }) => id);
    expect(ids).toEqual(['1_10', '2_10']);
  });
});
