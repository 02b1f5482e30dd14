import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ee } from './ee/ee.ts';
import { createViewer, type Viewer } from './viewer.ts';

let element: HTMLElement;
let viewer: Viewer;

const before = [{ id: 'before', name: 'Before', image: ee.ImageCollection('nowhere') }];

beforeEach(async () => {
  element = document.body.appendChild(document.createElement('div'));
  element.style.cssText = 'width: 200px; height: 200px';
  viewer = await createViewer(element, { layers: before, map: { center: [5, 6], zoom: 3 } });
  // None of its collections has a source.
  viewer.on('error', () => {});
});

afterEach(() => {
  viewer.dispose();
  element.remove();
});

const script = `var col = ee.ImageCollection('nowhere');
Map.setCenter(-103.19, 40.14, 9);
Map.addLayer(col, {bands: 'B4', max: 3000}, 'Before', false);
Map.addLayer(col.mosaic());
print('done', col.mosaic());`;

describe('running a script', () => {
  it('replaces the layers, moves the map, and gives what was printed', async () => {
    const { printed } = await viewer.run(script);
    const set = viewer.layers.map(({ id, name, shown, visParams }) => ({ id, name, shown, visParams }));
    // One of the same name stays the same layer.
    expect(set).toEqual([
      { id: 'before', name: 'Before', shown: false, visParams: { bands: 'B4', max: 3000 } },
      { id: 'script-1', name: 'Layer 2', shown: true, visParams: {} },
    ]);
    expect(viewer.map.getZoom()).toBeCloseTo(8);
    expect(viewer.map.getCenter().lng).toBeCloseTo(-103.19);
    expect(printed).toMatchObject([{ at: { line: 5, column: 1 }, parts: [{ text: 'done' }, { node: {} }] }]);
    await viewer.run(script);
    expect(viewer.layers.map(({ id }) => id)).toEqual(['before', 'script-1']);
  });

  it('changes nothing where it fails, and tells the line', async () => {
    const bad = 'Map.setCenter(1, 2, 5);\nMap.addLayer(ee.ImageCollection("a"));\n  nothing.here();';
    await expect(viewer.run(bad)).rejects.toMatchObject({ tag: 'script', position: { line: 3, column: 3 } });
    expect(viewer.layers.map(({ id }) => id)).toEqual(['before']);
    expect(viewer.map.getCenter().lng).toBeCloseTo(5);
  });

  it('ends the run before it, and rejects once it is aborted or the viewer is gone', async () => {
    const first = viewer.run('for (;;);');
    const second = viewer.run('for (;;);');
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    const control = new AbortController();
    const third = viewer.run('for (;;);', { signal: control.signal });
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    control.abort();
    await expect(third).rejects.toMatchObject({ name: 'AbortError' });
    const last = viewer.run('for (;;);');
    viewer.dispose();
    await expect(last).rejects.toMatchObject({ tag: 'disposed' });
    await expect(viewer.run('')).rejects.toMatchObject({ tag: 'disposed' });
  });

  it('fits the map to a geometry, and keeps idle waiting until the layers are there', async () => {
    const run = viewer.run('Map.centerObject(ee.Geometry.Rectangle([10, 20, 12, 22]));');
    const idle = viewer.idle();
    await run;
    await idle;
    expect(viewer.layers).toEqual([]);
    expect(viewer.map.getCenter().lng).toBeCloseTo(11, 1);
    await viewer.run('Map.centerObject(ee.Geometry.Point(30, 40), 7);');
    expect(viewer.map.getZoom()).toBeCloseTo(6);
    expect(viewer.map.getCenter().lat).toBeCloseTo(40);
  });

  it('tells a layer that fails later with the line that adds it', async () => {
    await viewer.run('var a = 1;\nMap.addLayer(ee.ImageCollection("nowhere"), {}, "Lost");');
    await expect.poll(() => viewer.layers[0]!.error).toMatch(/line 2, column 5/);
  });
});
