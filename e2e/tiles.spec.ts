import { ee } from '../src/ee/ee.ts';
import type { TileId } from '../src/grid/grid.ts';
import { pixelGridOf } from '../src/grid/pixel-grid.ts';
import { tileBounds, tileGrid } from '../src/grid/tile.ts';
import { Host } from './host.ts';
import { quarters, writeAntimeridian } from './support/antimeridian.ts';
import { expect, idle, openApp } from './support/app.ts';
import { amid, inner, jumpTo, setLayer, showDemo, test } from './support/demo.ts';
import {
  colourAt,
  distance,
  picture,
  project,
  type Colour,
  type Picture,
  type Point,
} from './support/picture.ts';
import { computePixels } from './support/pixels.ts';

const demo = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED');

for (const view of [
  { projection: 'mercator', zoom: 12.63, pitch: 0, bearing: 0 },
  { projection: 'mercator', zoom: 13.2, pitch: 50, bearing: 30 },
  { projection: 'globe', zoom: 10.8, pitch: 0, bearing: 0 },
] as const) {
  const { projection, zoom, pitch, bearing } = view;
  test(`Half transparent tiles meet without a seam: ${projection}, pitch ${pitch}`, async ({ bare }) => {
    const image = demo.map((image) => image.select('B4').multiply(0).add(1).rename('one')).mosaic();
    const visParams = { bands: ['one'], min: 0, max: 1, palette: ['000000', 'ff8000'] };
    await setLayer(bare, { image, visParams, opacity: 0.5 });
    await bare.evaluate((projection) => {
      const viewer = window.bestpixel!;
      viewer.projection = projection;
      for (const { id } of viewer.map.getStyle().layers) {
        if (id.startsWith('basemap-graticule')) viewer.map.setLayoutProperty(id, 'visibility', 'none');
      }
    }, projection);
    await jumpTo(bare, { center: amid, zoom, pitch, bearing });
    expect((await idle(bare)).complete).toBe(true);
    expect(await bare.evaluate(() => window.bestpixel!.stats().tiles.done)).toBeGreaterThan(3);
    const shown = await picture(bare);
    const { west, south, east, north } = inner;
    const corners = await project(bare, [
      [west, north],
      [east, north],
      [east, south],
      [west, south],
    ]);
    const colours = new Set(insideOf(shown, corners).map((at) => colourAt(shown, at).join()));
    expect([...colours]).toHaveLength(1);
  });
}

for (const density of [1, 2]) {
  test(`Tiles lie where they belong and show their own pixels at ${density}× density`, async ({
    browser,
    site,
  }) => {
    const page = await browser.newPage({
      viewport: { width: 700, height: 560 },
      deviceScaleFactor: density,
    });
    await openApp(page, site, '#map=12/40.14/-103.137');
    await showDemo(page);
    const tile = tileAt(amid, 13);
    const { west, north } = tileBounds(tile);
    await page.evaluate(
      ({ west, north }) => {
        const viewer = window.bestpixel!;
        viewer.projection = 'mercator';
        viewer.map.jumpTo({ center: [west, north], zoom: 12 });
        const { x, y } = viewer.map.project([west, north]);
        viewer.map.panBy([x % 1, y % 1], { duration: 0 });
      },
      { west, north },
    );
    expect((await idle(page)).complete).toBe(true);
    const shown = await picture(page);
    const [corner] = await project(page, [[west, north]]);
    const size = 256 * density;
    const bands = ['B4', 'B3', 'B2'];
    const pixels = await computePixels(await page.evaluateHandle(() => window.bestpixel!), {
      layer: 'best',
      grid: pixelGridOf(tileGrid(tile, size)),
      bands,
    });
    let compared = 0;
    const wrong: string[] = [];
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        const [x, y] = [Math.round(corner!.x) + column, Math.round(corner!.y) + row];
        if (x < 0 || y < 0 || x >= shown.width || y >= shown.height) continue;
        const i = row * size + column;
        if (bands.some((band) => pixels.bands[band]!.mask[i] === 0)) continue;
        const [red, green, blue] = bands.map((band) =>
          Math.min(Math.max((255 * pixels.bands[band]!.data[i]!) / 4500, 0), 255),
        );
        compared++;
        const colour = colourAt(shown, { x, y });
        if (distance(colour, [red!, green!, blue!]) > 1) wrong.push(`${column}, ${row}: ${colour.join()}`);
      }
    }
    expect(compared).toBeGreaterThan((size * size) / 2);
    expect(wrong.slice(0, 5)).toEqual([]);
    await page.close();
  });
}

for (const projection of ['mercator', 'globe'] as const) {
  test(`A scene across the antimeridian lies on both sides of it, wherever one looks: ${projection}`, async ({
    bare,
  }, info) => {
    const folder = info.outputPath('antimeridian');
    await writeAntimeridian(folder);
    const host = new Host({ '/': folder });
    const image = ee.ImageCollection(`${await host.start()}/items.json`).mosaic();
    await bare.evaluate((projection) => (window.bestpixel!.projection = projection), projection);
    await setLayer(bare, { image, visParams: { bands: ['data'], min: 0, max: 4000 } });
    const copies = projection === 'globe' ? [0] : [-360, 0, 360];
    let seen = 0;
    for (const [zoom, lng] of [
      [4.3, 180],
      [2, -179],
      [1.5, 170],
      [0, 0],
    ] as const) {
      await jumpTo(bare, { center: [lng, 10], zoom, pitch: 0, bearing: 0 });
      expect((await idle(bare)).complete).toBe(true);
      const shown = await picture(bare);
      for (const turn of copies) {
        const at = await project(
          bare,
          [...quarters, ...outside].map(({ lng, lat }) => [lng + turn, lat] as const),
        );
        for (const [i, point] of at.entries()) {
          // On the globe, zoom 0 looks at the other side.
          if (point.x < 0 || point.x >= shown.width || (projection === 'globe' && lng === 0)) continue;
          const [red, green, blue] = colourAt(shown, point);
          const value = quarters[i]?.value;
          const found = `${zoom} ${lng} ${turn} ${i}: ${red}, ${green}, ${blue}`;
          seen++;
          if (value === undefined) expect(red === green && green === blue, found).toBe(false);
          else expect(distance([red, green, blue], grey(value)), found).toBeLessThanOrEqual(1);
        }
      }
    }
    expect(seen).toBeGreaterThanOrEqual(18);
    await host.stop();
  });
}

/** Places beside the scene, at its height. */
const outside = [175, 185].map((lng) => ({ lng, lat: 10.9 }));

function grey(value: number): Colour {
  const level = (255 * value) / 4000;
  return [level, level, level];
}

function tileAt([lng, lat]: readonly [number, number], z: number): TileId {
  const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
  return { z, x: Math.floor(((lng + 180) / 360) * 2 ** z), y: Math.floor(y * 2 ** z) };
}

/** The pixels of a picture within a convex outline, clockwise on screen. */
function insideOf({ width, height }: Picture, corners: readonly Point[]): Point[] {
  const inside: Point[] = [];
  for (let y = 0.5; y < height; y++) {
    for (let x = 0.5; x < width; x++) {
      const within = corners.every((a, i) => {
        const b = corners[(i + 1) % corners.length]!;
        return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) > 0;
      });
      if (within) inside.push({ x, y });
    }
  }
  return inside;
}
