import type { CustomRenderMethodInput } from 'maplibre-gl';
import { describe, expect, it, vi } from 'vitest';
import type { Layer, LayerSpec } from '../engine/layer.ts';
import { square, viewOf } from '../engine/testing/place.ts';
import { best, setUp } from '../engine/testing/shown-tiles.ts';
import { MosaicLayer } from './mosaic-layer.ts';
import type { Sides } from './sides.ts';

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

describe('a line across the map', () => {
  const [width, height] = [256, 256];
  const red = [255, 0, 0];
  const blue = [0, 0, 255];
  const flat = (id: string, palette: string): LayerSpec => ({
    ...best,
    id,
    visParams: { bands: ['red'], min: 0, max: 1, palette: [palette, palette] },
  });

  async function compared() {
    const { live, reader } = setUp(2);
    live.canvas.width = width;
    live.canvas.height = height;
    await live.show([flat('a', 'ff0000'), flat('b', '0000ff'), flat('c', '00ff00')], viewOf(square(1)));
    const [a, b, c] = live.engine.layers as [Layer, Layer, Layer];
    c.shown = false;
    let sides: Sides = { compare: null, blink: null };
    const map = new MosaicLayer(
      live.engine,
      () => {},
      () => sides,
    );
    const { gl } = live;
    /** A row of the picture, as runs of one colour; columns without data are black. */
    const runs = (next: Sides) => {
      sides = next;
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      gl.viewport(0, 0, width, height);
      gl.clearColor(0, 0, 0, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      map.render(gl, whole);
      const pixels = new Uint8Array(width * height * 4);
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
      return Array.from({ length: width }, (_, x) => {
        const column = Array.from({ length: height }, (_, y) => [
          ...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 3),
        ]);
        return [...new Set(column.map(String))].filter((color) => color !== '0,0,0').join(' and ');
      });
    };
    return { live, reader, map, gl, runs, a, b, c };
  }

  const whole = argsWith('vec4 projectTile(vec2 at) { return vec4(at / 4096.0 - 1.0, 0.0, 1.0); }');
  const compare = { left: ['a'], right: ['b'], position: 0.25 };

  it('has one side left of it and the other right of it, to the pixel', async () => {
    const { runs } = await compared();
    const row = runs({ compare, blink: null });
    expect(new Set(row.slice(0, 64))).toEqual(new Set([String(red)]));
    expect(new Set(row.slice(64))).toEqual(new Set([String(blue)]));
    expect(new Set(runs({ compare: { ...compare, position: 0 }, blink: null }))).toEqual(
      new Set([String(blue)]),
    );
  });

  it('gives one side the whole map while it blinks', async () => {
    const { runs } = await compared();
    expect(new Set(runs({ compare, blink: 'left' }))).toEqual(new Set([String(red)]));
    expect(new Set(runs({ compare, blink: 'right' }))).toEqual(new Set([String(blue)]));
  });

  it('leaves layers on neither side where they lie, on top of both', async () => {
    const { runs, c, live } = await compared();
    c.shown = true;
    await live.settled();
    expect(new Set(runs({ compare, blink: null }))).toEqual(new Set(['0,255,0']));
  });

  it('moves by drawing alone: nothing is read, made, uploaded or selected', async () => {
    const { runs, live, reader, gl } = await compared();
    runs({ compare, blink: null });
    const run = vi.spyOn(live.engine.session!.context.gpu, 'run');
    const before = { ...live.engine.session!.context.gpu.counts() };
    const asked = reader.asked.length;
    const uploads = vi.spyOn(gl, 'texSubImage3D');
    for (let step = 0; step <= 20; step++)
      runs({ compare: { ...compare, position: step / 20 }, blink: step % 5 === 4 ? 'left' : null });
    expect(run).not.toHaveBeenCalled();
    expect(uploads).not.toHaveBeenCalled();
    expect(reader.asked.length).toBe(asked);
    expect(live.engine.session!.context.gpu.counts()).toEqual(before);
  });

  it('leaves the scissor off, around all of the map', async () => {
    const { runs, gl } = await compared();
    gl.scissor(3, 5, 7, 11);
    runs({ compare, blink: null });
    expect(gl.isEnabled(gl.SCISSOR_TEST)).toBe(false);
    const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
    expect([...(gl.getParameter(gl.SCISSOR_BOX) as Int32Array)]).toEqual([0, 0, width, height]);
  });
});
