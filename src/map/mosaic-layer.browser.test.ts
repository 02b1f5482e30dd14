import type { CustomRenderMethodInput } from 'maplibre-gl';
import { expect, it } from 'vitest';
import { square, viewOf } from '../engine/testing/place.ts';
import { best, setUp } from '../engine/testing/shown-tiles.ts';
import { MosaicLayer } from './mosaic-layer.ts';

function argsWith(projectTile: string): CustomRenderMethodInput {
  const projection = {
    mainMatrix: new Float32Array(16),
    fallbackMatrix: new Float32Array(16),
    tileMercatorCoords: [0, 0, 1, 1],
    clippingPlane: [0, 0, 0, 0],
    projectionTransition: 0,
  };
  return {
    shaderData: { variantName: projectTile, vertexShaderPrelude: projectTile, define: '' },
    getProjectionData: () => projection,
  } as unknown as CustomRenderMethodInput;
}

const working = argsWith('vec4 projectTile(vec2 at) { return vec4(at, 0.0, 1.0); }');
const broken = argsWith('this does not compile');

it('a layer that cannot be drawn says so, and leaves the frame to the others', async () => {
  const { live } = setUp(2);
  await live.show([best], viewOf(square(2)));
  const [layer] = live.engine.layers;
  const map = new MosaicLayer(live.engine, () => {});
  map.render(live.gl, broken);
  map.render(live.gl, broken);
  expect(live.engine.status(layer!).state).toBe('error');
  expect(live.engine.status(layer!).error).toMatch(/program for drawing map tiles.*Update the browser/);
  expect(live.errors).toMatchObject([{ tag: 'shader' }]);

  live.engine.retry();
  await live.settled();
  map.render(live.gl, working);
  expect(live.engine.status(layer!).state).toBe('done');
});

it('a context that is lost while drawing is no failure', async () => {
  const { live } = setUp(2);
  await live.show([best], viewOf(square(2)));
  const [layer] = live.engine.layers;
  const map = new MosaicLayer(live.engine, () => {});
  layer!.display(live.engine.session!.context.gpu);
  const { getProjectionData } = working;
  const losing: CustomRenderMethodInput['getProjectionData'] = (tile) => {
    live.gl.getExtension('WEBGL_lose_context')!.loseContext();
    return getProjectionData(tile);
  };
  map.render(live.gl, { ...working, getProjectionData: losing });
  expect(live.errors).toEqual([]);
  expect(layer!.error).toBeNull();
});
