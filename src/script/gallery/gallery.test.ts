import { describe, expect, test } from 'vitest';
import { queriesOf } from '../../compose/queries.ts';
import { outputBands, resolveLayer } from '../../compose/resolve.ts';
import { listsFor } from '../../compose/testing/scene-lists.ts';
import type { VisParams } from '../../compose/vis-params.ts';
import { validateNode } from '../../expression/validate.ts';
import { Terms } from '../print/terms.ts';
import { demoBands, scenesFor } from '../testing/fake-scenes.ts';
import { runBuilt } from '../testing/run-built.ts';
import { scriptOf } from '../to-script.ts';
import { galleryScripts } from './entries.ts';

const bandsOf = ({ bands = [] }: VisParams): readonly string[] =>
  typeof bands === 'string' ? bands.split(',') : bands;

test('a dozen scripts have ids of their own, and words for people', () => {
  expect(new Set(galleryScripts.map(({ id }) => id)).size).toBe(12);
  for (const { title, about } of galleryScripts) {
    expect(title).not.toBe('');
    expect(about).toMatch(/^[A-Z].*\.$/);
  }
});

describe.each(galleryScripts)('$id', ({ source, needs }) => {
  test('is short enough to read', () => {
    const lines = source.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110);
    expect(source).toContain('// ');
  });

  test(needs === null ? 'has what it shows on the demo' : 'has what it shows', () => {
    const { layers, centre } = runBuilt(source);
    expect(centre).not.toBeNull();
    expect(layers.some(({ shown }) => shown)).toBe(true);
    for (const { node, visParams } of layers) {
      validateNode(JSON.parse(JSON.stringify(node)));
      const ids = queriesOf(node).map(({ id }) => id);
      expect(ids).not.toHaveLength(0);
      const recipe = resolveLayer(
        node,
        listsFor(node, scenesFor(ids[0]!, needs === null ? demoBands : null)),
      );
      expect(recipe.list.scenes).not.toHaveLength(0);
      expect(outputBands(recipe)).toEqual(expect.arrayContaining([...bandsOf(visParams)]));
    }
  });

  test('gives the same layers when printed', () => {
    const { layers } = runBuilt(source);
    const again = runBuilt(scriptOf({ layers, camera: { lng: 0, lat: 0, zoom: 9 } })).layers;
    const terms = new Terms();
    const known = (all: typeof layers) => all.map((layer) => ({ ...layer, node: terms.of(layer.node).id }));
    expect(known(again)).toEqual(known(layers));
  });
});
