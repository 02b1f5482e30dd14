import { describe, expect, test } from 'vitest';
import { queriesOf } from '../../compose/queries.ts';
import { outputBands, resolveLayer } from '../../compose/resolve.ts';
import { queryKey } from '../../scene/query.ts';
import { makeList } from '../../compose/testing/scene-lists.ts';
import type { VisParams } from '../../compose/vis-params.ts';
import { validateNode } from '../../expression/validate.ts';
import { scenesFor } from '../testing/fake-scenes.ts';
import { runHere } from '../testing/interpreter.ts';
import { runBuilt } from '../testing/run-built.ts';
import { surveyMethods } from './methods-used.ts';
import { surveyScripts } from './scripts.ts';

const bandsOf = ({ bands = [] }: VisParams): readonly string[] =>
  typeof bands === 'string' ? bands.split(',') : bands;

/** What three of the surveyed scripts or more call, save what has no open data. */
const frequent = [
  'map select addBands ee.ImageCollection rename filterDate addLayer filterBounds clip updateMask',
  'normalizedDifference toFloat multiply subtract set divide median advance filter centerObject',
  'date reduce constant gt setCenter first bandNames millis metadata lt sort size get print',
  'copyProperties Point ee.Image parse format abs gte lte mosaic linkCollection qualityMosaic',
].flatMap((line) => line.split(' '));

test('more than twenty scripts call what the survey calls', () => {
  expect(surveyScripts.length).toBeGreaterThanOrEqual(24);
  const counts = surveyMethods(surveyScripts.map(({ source }) => source));
  for (const name of frequent) {
    expect(counts.has(name), name).toBe(true);
  }
});

const drawn = surveyScripts.filter(({ name }) => name !== 'exported');

describe.each(drawn)('$name', ({ source }) => {
  test('gives layers with the bands that it shows', () => {
    const { layers, printed } = runBuilt(source);
    expect(layers).not.toHaveLength(0);
    for (const node of printed) validateNode(JSON.parse(JSON.stringify(node)), ['Object']);
    for (const { node, name, visParams } of layers) {
      validateNode(JSON.parse(JSON.stringify(node)));
      const queries = queriesOf(node);
      const lists = new Map(
        queries.map((query) => [queryKey(query), makeList(scenesFor(query.id), query.id)]),
      );
      const recipe = resolveLayer(node, lists);
      if (name === 'nothing') expect(recipe.list.scenes).toEqual([]);
      else
        expect(outputBands(recipe)).toEqual(
          expect.arrayContaining([...bandsOf(visParams), expect.any(String)]),
        );
    }
  });
});

test('what exports is told where to save, in the interpreter', async () => {
  const { source } = surveyScripts.find(({ name }) => name === 'exported')!;
  const line = source.split('\n').findIndex((text) => text.startsWith('Export.')) + 1;
  await expect(runHere(source)).rejects.toMatchObject({
    tag: 'script',
    position: { line },
    remedy: expect.stringContaining('Save') as string,
  });
});
