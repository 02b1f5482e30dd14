import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ee } from './ee/ee.ts';
import { createViewer } from './viewer.ts';

let element: HTMLElement;

beforeEach(() => {
  element = document.body.appendChild(document.createElement('div'));
  element.style.cssText = 'width: 200px; height: 200px';
});

afterEach(() => element.remove());

const grid = {
  dimensions: { width: 1, height: 1 },
  affineTransform: { scaleX: 10, translateX: 500000, scaleY: -10, translateY: 4400000 },
  crsCode: 'EPSG:32613',
};

describe('a viewer', () => {
  it('leaves nothing behind where its layers contradict each other', async () => {
    const layer = { id: 'same', image: ee.ImageCollection('nowhere') };
    const made = createViewer(element, { layers: [layer, layer] });
    await expect(made).rejects.toMatchObject({ tag: 'bad-input' });
    expect(element.children).toHaveLength(0);
  });

  it('asks for what its shown layers are listed in before it makes the map', async () => {
    const asked: { readonly name: string; readonly hasMap: boolean }[] = [];
    const { fetch } = globalThis;
    const send = vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
      const name = new URL(input as string, location.href).pathname;
      if (!/(shown|hidden)\.json$/.test(name)) return fetch(input, init);
      asked.push({ name, hasMap: element.querySelector('canvas') !== null });
      return Promise.resolve(Response.json({ type: 'FeatureCollection', features: [] }));
    });
    const list = (name: string) => ee.ImageCollection(new URL(name, location.href).href);
    const viewer = await createViewer(element, {
      layers: [
        { image: list('/shown.json') },
        { image: list('/shown.json').mosaic() },
        { image: list('/hidden.json'), shown: false },
      ],
    });
    await viewer.idle();
    viewer.dispose();
    send.mockRestore();
    expect(asked[0]).toEqual({ name: '/shown.json', hasMap: false });
    expect(asked.filter(({ name }) => name === '/shown.json')).toHaveLength(1);
    expect(asked.findIndex(({ name }) => name === '/hidden.json')).not.toBe(0);
  });

  it('refuses options with which nothing could be composed', async () => {
    await expect(createViewer(element, { layersPerArray: 0 })).rejects.toMatchObject({ tag: 'bad-input' });
    expect(element.children).toHaveLength(0);
  });

  it('is idle only once the layers that are to come are there, or will not come', async () => {
    const viewer = await createViewer(element);
    await viewer.idle();
    for (const end of ['resolve', 'reject'] as const) {
      let ends = (): void => {};
      viewer.stage.expect(
        new Promise<void>((resolve, reject) => {
          ends = end === 'resolve' ? resolve : () => reject(new Error('refused'));
        }),
      );
      let idle = false;
      const settled = viewer.idle().then(() => (idle = true));
      await new Promise((resolve) => viewer.on('change', () => resolve(null)));
      expect(idle).toBe(false);
      ends();
      await settled;
    }
    viewer.dispose();
  });

  it('refuses all questions once it is disposed', async () => {
    const viewer = await createViewer(element, {
      layers: [{ id: 'one', image: ee.ImageCollection('nowhere') }],
    });
    const asked = [
      viewer.idle(),
      viewer.computePixels({ layer: 'one', grid }),
      viewer.sample({ lng: 0, lat: 0 }),
    ];
    const early = Promise.allSettled(asked);
    viewer.dispose();
    viewer.dispose();
    const late = [
      viewer.idle(),
      viewer.computePixels({ layer: 'one', grid }),
      viewer.sample({ lng: 0, lat: 0 }),
    ];
    for (const answer of [...(await early), ...(await Promise.allSettled(late))]) {
      expect(answer).toMatchObject({ status: 'rejected', reason: { tag: 'disposed' } });
    }
  });
});
