import { Map, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Place } from '../choice/choice.ts';
import { boundsOfPlace, boxOf } from '../choice/place.ts';
import { basemapStyle } from './basemap.ts';
import { drawPlace } from './marked-place.ts';
import { pickBox, pickPoint } from './pick.ts';

setWorkerUrl(workerUrl);
const undo: (() => void)[] = [];
afterEach(() => undo.splice(0).forEach((each) => each()));

/** 400 × 300 px, not at the page's corner. */
async function makeMap(center: [number, number], projection: 'mercator' | 'globe' = 'mercator') {
  const container = document.body.appendChild(document.createElement('div'));
  Object.assign(container.style, { width: '400px', height: '300px', margin: '30px 0 0 20px' });
  const map = new Map({ container, style: basemapStyle('light', projection), center, zoom: 3 });
  undo.push(() => {
    map.remove();
    container.remove();
  });
  await map.once('style.load');
  return map;
}

/** A box that is being picked, and what was drawn of it. */
function begin(map: Map, signal = new AbortController().signal) {
  const previews: (Place | null)[] = [];
  const picked = pickBox({ map, signal, preview: (place) => previews.push(place) });
  const sheet = map.getCanvasContainer().lastElementChild as HTMLElement;
  return { previews, picked, sheet };
}

function pointer(map: Map, type: string, [x, y]: [number, number], pointerType = 'mouse') {
  const { left, top } = map.getCanvas().getBoundingClientRect();
  const target = type === 'pointerdown' ? map.getCanvasContainer().lastElementChild! : window;
  target.dispatchEvent(
    new PointerEvent(type, {
      clientX: left + x,
      clientY: top + y,
      isPrimary: true,
      button: 0,
      bubbles: true,
      pointerType,
    }),
  );
}

function drag(map: Map, from: [number, number], to: [number, number], pointerType?: string) {
  pointer(map, 'pointerdown', from, pointerType);
  for (let part = 1; part <= 4; part++) {
    pointer(
      map,
      'pointermove',
      [from[0] + ((to[0] - from[0]) * part) / 4, from[1] + ((to[1] - from[1]) * part) / 4],
      pointerType,
    );
  }
  pointer(map, 'pointerup', to, pointerType);
}

const corners = (map: Map, a: [number, number], b: [number, number]) => [map.unproject(a), map.unproject(b)];

describe('a box', () => {
  it.each(['mouse', 'touch'])('is dragged with a %s, from any corner, and shown meanwhile', async (kind) => {
    const map = await makeMap([10, 50]);
    const { picked, previews, sheet } = begin(map);
    drag(map, [300, 200], [100, 80], kind);
    const [southEast, northWest] = corners(map, [300, 200], [100, 80]);
    const { west, south, east, north } = boxOf(await picked)!;
    expect(west).toBeCloseTo(northWest!.lng, 5);
    expect(north).toBeCloseTo(northWest!.lat, 5);
    expect(east).toBeCloseTo(southEast!.lng, 5);
    expect(south).toBeCloseTo(southEast!.lat, 5);
    expect(previews.slice(0, 4).every((place) => place !== null && boxOf(place))).toBe(true);
    expect(previews.at(-1)).toBeNull();
    expect(sheet.isConnected).toBe(false);
  });

  it.each(['mercator', 'globe'] as const)('crosses the antimeridian on a %s', async (projection) => {
    const map = await makeMap([179, 10], projection);
    const { picked } = begin(map);
    const place = (drag(map, [100, 80], [300, 200]), await picked);
    const { west, east } = boundsOfPlace(place);
    expect(place.type).toBe('MultiPolygon');
    expect(west).toBeGreaterThan(150);
    expect(east).toBeLessThan(-150);
  });

  it('does not move the map, and lets it zoom', async () => {
    const map = await makeMap([10, 50]);
    const { picked, sheet } = begin(map);
    const seen: string[] = [];
    for (const type of ['mousedown', 'touchstart', 'wheel'])
      map.getCanvasContainer().addEventListener(type, () => seen.push(type));
    for (const type of ['mousedown', 'touchstart', 'wheel'])
      sheet.dispatchEvent(new Event(type, { bubbles: true }));
    expect(seen).toEqual(['wheel']);
    drag(map, [100, 80], [300, 200]);
    await picked;
  });

  it('is not taken from a click, nor from a drag that the system took over', async () => {
    const map = await makeMap([10, 50]);
    const { picked, previews } = begin(map);
    drag(map, [100, 80], [101, 200]);
    pointer(map, 'pointerdown', [100, 80]);
    pointer(map, 'pointercancel', [200, 180]);
    pointer(map, 'pointerup', [200, 180]);
    expect(previews.every((place) => place === null)).toBe(true);
    drag(map, [50, 50], [90, 90]);
    expect(boxOf(await picked)!.west).toBeCloseTo(map.unproject([50, 50]).lng, 5);
  });

  it('is drawn by one finger alone, and not before it is down', async () => {
    const map = await makeMap([10, 50]);
    const { picked, previews } = begin(map);
    pointer(map, 'pointermove', [20, 20], 'touch');
    expect(previews).toEqual([]);
    pointer(map, 'pointerdown', [100, 80], 'touch');
    for (const type of ['pointermove', 'pointerup'])
      window.dispatchEvent(new PointerEvent(type, { clientX: 390, clientY: 290, isPrimary: false }));
    expect(previews).toEqual([]);
    pointer(map, 'pointermove', [200, 180], 'touch');
    pointer(map, 'pointerup', [200, 180], 'touch');
    expect(boxOf(await picked)!.east).toBeCloseTo(map.unproject([200, 180]).lng, 5);
  });

  it('is set by keys: Enter at one corner, and at the opposite one', async () => {
    const map = await makeMap([10, 50]);
    const button = document.body.appendChild(document.createElement('button'));
    undo.push(() => button.remove());
    button.focus({ focusVisible: true } as FocusOptions);
    const { picked, previews } = begin(map);
    const canvas = map.getCanvas();
    expect(document.activeElement).toBe(canvas);
    const said = map.getCanvasContainer().querySelector('[role="status"]')!;
    expect(said.textContent).toContain('first corner');
    const enter = () => canvas.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    const northWest = map.getCenter();
    enter();
    enter();
    expect(said.textContent).toContain('Move the map');
    map.jumpTo({ center: [14, 47] });
    expect(boxOf(previews.at(-1)!)).not.toBeNull();
    enter();
    const { west, south, east, north } = boxOf(await picked)!;
    expect([west, north]).toEqual([expect.closeTo(northWest.lng, 5), expect.closeTo(northWest.lat, 5)]);
    expect([east, south]).toEqual([expect.closeTo(14, 5), expect.closeTo(47, 5)]);
    expect([previews.at(-1), said.isConnected, document.activeElement]).toEqual([null, false, button]);
  });

  it('crosses the antimeridian by keys', async () => {
    const map = await makeMap([178, 10]);
    const { picked } = begin(map);
    const enter = () => map.getCanvas().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    enter();
    map.jumpTo({ center: [-176, 5] });
    enter();
    const { west, east } = boundsOfPlace(await picked);
    expect([west, east]).toEqual([expect.closeTo(178, 5), expect.closeTo(-176, 5)]);
  });

  it('ends with Escape, which nothing else hears, and with its signal', async () => {
    const map = await makeMap([10, 50]);
    let heard = 0;
    const onKey = () => void (heard += 1);
    document.body.addEventListener('keydown', onKey);
    undo.push(() => document.body.removeEventListener('keydown', onKey));
    const first = begin(map);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await expect(first.picked).rejects.toMatchObject({ name: 'AbortError' });
    expect(heard).toBe(0);
    const stop = new AbortController();
    const second = begin(map, stop.signal);
    stop.abort();
    await expect(second.picked).rejects.toMatchObject({ name: 'AbortError' });
    for (const { sheet } of [first, second]) expect(sheet.isConnected).toBe(false);
  });
});

describe('a point', () => {
  it('is where the map is clicked next, within ±180°', async () => {
    const map = await makeMap([179, 10]);
    const picked = pickPoint({ map, signal: new AbortController().signal });
    expect(map.getCanvas().style.cursor).toBe('crosshair');
    const { left, top } = map.getCanvas().getBoundingClientRect();
    const at = { clientX: left + 300, clientY: top + 100, bubbles: true, button: 0 };
    for (const type of ['mousedown', 'mouseup', 'click'])
      map.getCanvas().dispatchEvent(new MouseEvent(type, at));
    const { lng, lat } = map.unproject([300, 100]);
    const place = await picked;
    expect(place).toEqual({
      type: 'Point',
      coordinates: [expect.closeTo(lng - 360, 5), expect.closeTo(lat, 5)],
    });
    expect(map.getCanvas().style.cursor).toBe('');
  });
});

describe('the marked place', () => {
  it('is drawn across the antimeridian, changes, and goes', async () => {
    const map = await makeMap([180, 10]);
    const at = (x: number) => {
      const column: [[number, number], [number, number]] = [
        [x - 3, 0],
        [x + 3, 300],
      ];
      return map.queryRenderedFeatures(column, { layers: ['bestpixel-place-edge'] }).length > 0;
    };
    drawPlace(map, {
      type: 'MultiPolygon',
      coordinates: [
        [[[175, 5], [180, 5], [180, 15], [175, 15], [175, 5]]],
        [[[-180, 5], [-175, 5], [-175, 15], [-180, 15], [-180, 5]]],
      ], // prettier-ignore
    });
    await map.once('idle');
    const x = (lng: number) => map.project([lng, 10]).x;
    // Its west and east sides are there; nothing at the far side of the view.
    expect([at(x(175)), at(x(185)), at(x(165)), at(x(195))]).toEqual([true, true, false, false]);
    drawPlace(map, { type: 'Point', coordinates: [-170, 10] });
    await map.once('idle');
    expect(at(x(175))).toBe(false);
    expect(map.queryRenderedFeatures({ layers: ['bestpixel-place-point'] })).toHaveLength(1);
    drawPlace(map, null);
    await map.once('idle');
    expect(map.queryRenderedFeatures({ layers: ['bestpixel-place-point'] })).toHaveLength(0);
  });
});
