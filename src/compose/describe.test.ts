import { describe, expect, test } from 'vitest';
import { ee } from '../ee/ee.ts';
import type { Node } from '../expression/nodes.ts';
import { queryKey } from '../scene/query.ts';
import type { Scene } from '../scene/scene.ts';
import { describeNode } from './describe.ts';
import { queriesOf } from './queries.ts';
import { makeList, makeScene } from './testing/scene-lists.ts';

const july = makeScene({
  id: 'july',
  date: '2020-07-01T18:00:00Z',
  bands: ['B4', 'B3'],
  properties: { cloud: 10 },
});
const august = makeScene({ id: 'august', date: '2020-08-15Z', bands: ['B4', 'B3'] });
const col = ee.ImageCollection('S2');

function printed({ node }: { readonly node: Node }, scenes: readonly Scene[] = [july, august]): string {
  const queries = queriesOf(node, ['Object']);
  return describeNode(node, new Map(queries.map((query) => [queryKey(query), makeList(scenes, query.id)])));
}

describe('print shows', () => {
  test.each([
    ['a number', ee.Number(1.5), '1.5'],
    ['a text as it is', ee.String('<b>bold</b>'), '<b>bold</b>'],
    ['a date', ee.Date('2020-07-01'), 'Date (2020-07-01 00:00:00)'],
    ['a list', ee.List([1, 'a', [2, null]]), '[1, "a", [2, null]]'],
    ['a dictionary, its names in order', ee.Dictionary({ b: 'x', a: [1] }), '{a: [1], b: "x"}'],
    ['a point', ee.Geometry.Point(-103.19, 40.14), 'Point [-103.19,40.14]'],
    ['nothing', ee.Image(col.first()).get('x'), 'null'],
    ['the size of a collection', col.size(), '2'],
    ['the names of bands', col.first().bandNames(), '["B4", "B3"]'],
    ['the date of an image', col.first().date(), 'Date (2020-07-01 18:00:00)'],
  ])('%s', (_, value, expected) => expect(printed(value)).toBe(expected));

  test('an image with its id, bands and properties', () => {
    expect(printed(col.first().set('tag', 'x'))).toBe(
      [
        'Image S2/july (2 bands)',
        '  bands: B4, B3',
        '  properties:',
        '    cloud: 10',
        '    system:index: "july"',
        '    system:time_start: 1593626400000 Date (2020-07-01 18:00:00)',
        '    tag: "x"',
      ].join('\n'),
    );
  });

  test('a composite with its bands', () => {
    expect(printed(col.mosaic())).toBe('Image (2 bands)\n  bands: B4, B3');
  });

  test('a collection with its images', () => {
    expect(printed(col)).toBe(
      [
        'ImageCollection S2 (2 elements, 2 bands)',
        '  bands: B4, B3',
        '  0: july Date (2020-07-01 18:00:00)',
        '  1: august Date (2020-08-15 00:00:00)',
      ].join('\n'),
    );
    expect(printed(col, [])).toBe('ImageCollection S2 (0 elements, 0 bands)');
  });

  test('the first 20 of many, and how many more there are', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => makeScene({ id: `s${i}`, date: '2020-07-01Z' }));
    const lines = printed(col, many).split('\n');
    expect(lines[0]).toBe('ImageCollection S2 (10,000 elements, 4 bands)');
    expect(lines.at(-2)).toBe('  19: s19 Date (2020-07-01 00:00:00)');
    expect(lines.at(-1)).toBe('  … 9,980 more');
    expect(printed(ee.List.sequence(1, 5000))).toMatch(/^\[1, 2, .*, 20, … 4,980 more\]$/);
  });

  test('little of what is long or deep', () => {
    expect(printed(ee.String('x'.repeat(5000))).length).toBe(1001);
    const wide = Array.from({ length: 30 }).reduce<ReturnType<typeof ee.List>>(
      (inner) => ee.List(Array.from({ length: 20 }, () => inner)),
      ee.List(['x'.repeat(900)]),
    );
    expect(printed(wide).length).toBeLessThanOrEqual(10_001);
  });
});
