import type { Page } from '@playwright/test';
import proj4 from 'proj4';
import type { Image } from '../../src/ee/ee.ts';
import type { LayerSpec } from '../../src/engine/layer.ts';
import type { PixelGrid } from '../../src/grid/pixel-grid.ts';
import { idle, expect } from './app.ts';

const day = 86_400_000;
/** Of the area: pixels whose centre lies so close to a border of two that PROJ and the warp's control grid differ. */
const slack = 1e-4;

/** What is in sight, as the page tells it. */
interface Sight {
  readonly tiles: readonly { readonly z: number; readonly x: number; readonly y: number }[];
  readonly size: number;
  readonly bounds: Record<'west' | 'south' | 'east' | 'north', number>;
}

interface Told {
  readonly sight: Sight;
  readonly dates: readonly { readonly day: number; readonly share: number }[];
  readonly covered: number;
  readonly whole: boolean;
  readonly tied: number | null;
}

/** Shows the dates and margins of an image around a place, and counts them there as the panels do. */
export async function countInView(
  page: Page,
  image: Image,
  view: { readonly lng: number; readonly lat: number; readonly zoom: number },
): Promise<Told> {
  const layers: unknown = (['date', 'margin'] as const).map((aspect) => ({
    id: aspect,
    image: image.node,
    aspect,
  }));
  await page.evaluate(
    ({ layers, view: { lng, lat, zoom } }) => {
      const viewer = window.bestpixel!;
      viewer.stage.place({ center: [lng, lat], zoom });
      viewer.setLayers(layers as readonly LayerSpec[]);
    },
    { layers, view },
  );
  expect(await idle(page)).toEqual({ complete: true, failures: [] });
  const told = () =>
    page.evaluate(() => {
      const { engine, view } = window.bestpixel!.stage;
      const layer = (id: string) => engine.layers.find((each) => each.id === id)!;
      const { west, south, east, north } = view.bounds;
      const { dates, covered, whole } = engine.provenance.sharesOf(layer('date'), view.bounds)!;
      const ids = new Map(engine.view.tiles.map(({ z, x, y }) => [`${z}/${x}/${y}`, { z, x, y }]));
      return {
        sight: {
          tiles: [...ids.values()],
          size: engine.view.tileSize,
          bounds: { west, south, east, north },
        },
        dates: dates.map(({ day, share }) => ({ day, share })),
        covered,
        whole,
        tied: engine.provenance.tiedShareOf(layer('margin'), view.bounds),
      };
    });
  // Margins are read back once they are drawn.
  await expect.poll(async () => (await told()).tied).not.toBeNull();
  return told();
}

/** A label of each pixel of a grid; null: none. */
interface Labelled {
  readonly grid: PixelGrid;
  readonly proj4: string;
  readonly labelOf: (pixel: number) => number | null;
}

/** Ground areas of what is in sight, by the label of the pixel under each centre. */
function areasOf({ tiles, size, bounds }: Sight, { grid, proj4: crs, labelOf }: Labelled) {
  const toGrid = proj4('EPSG:4326', crs);
  const { scaleX, translateX, scaleY, translateY } = grid.affineTransform;
  const { width, height } = grid.dimensions;
  const areas = new Map<number, number>();
  let inSight = 0;
  for (const { z, x, y } of tiles) {
    const across = 2 ** z * size;
    for (let j = 0; j < size; j++) {
      const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * (y * size + j + 0.5)) / across))) * 180) / Math.PI;
      if (lat < bounds.south || lat > bounds.north) continue;
      const area = Math.cos((lat * Math.PI) / 180) ** 2 / across ** 2;
      for (let i = 0; i < size; i++) {
        const lng = ((x * size + i + 0.5) / across) * 360 - 180;
        if (lng < bounds.west || lng > bounds.east) continue;
        inSight += area;
        const [east, north] = toGrid.forward([lng, lat]) as [number, number];
        const column = Math.floor((east - translateX) / scaleX);
        const row = Math.floor((north - translateY) / scaleY);
        if (column < 0 || column >= width || row < 0 || row >= height) continue;
        const label = labelOf(row * width + column);
        if (label !== null) areas.set(label, (areas.get(label) ?? 0) + area);
      }
    }
  }
  return { inSight, areas, all: [...areas.values()].reduce((a, b) => a + b, 0) };
}

/** Shares by day are those of a count over the winners that a file names (an index of `datetimes`; none: another number). */
export function expectShares(
  told: Told,
  winners: { readonly index: ArrayLike<number>; readonly datetimes: readonly string[] },
  on: Pick<Labelled, 'grid' | 'proj4'>,
): void {
  const days = winners.datetimes.map((datetime) => Math.floor(Date.parse(datetime) / day) * day);
  const labelOf = (pixel: number): number | null => days[winners.index[pixel]!] ?? null;
  const { inSight, areas, all } = areasOf(told.sight, { ...on, labelOf });
  expect(told.whole).toBe(true);
  expect(Math.abs(told.covered - all / inSight)).toBeLessThan(slack);
  const expected = [...areas].map(([day, area]) => ({ day, share: area / all }));
  const seen = ({ share }: { share: number }): boolean => share > slack;
  const daysOf = (dates: Told['dates']): number[] => dates.filter(seen).map(({ day }) => day);
  expect(daysOf(told.dates)).toEqual(daysOf(expected).toSorted((a, b) => a - b));
  for (const { day, share } of told.dates) {
    expect(Math.abs(share - (areas.get(day) ?? 0) / all), new Date(day).toISOString()).toBeLessThan(slack);
  }
}

/** The tie badge tells where the two highest scores are equal, of where there are two. */
export function expectTies(
  told: Told,
  scoresAt: (pixel: number) => readonly number[],
  on: Pick<Labelled, 'grid' | 'proj4'>,
): void {
  const labelOf = (pixel: number): number | null => {
    const [first, second] = scoresAt(pixel).toSorted((a, b) => b - a);
    return second === undefined ? null : Number(first === second);
  };
  const { areas, all } = areasOf(told.sight, { ...on, labelOf });
  const share = (areas.get(1) ?? 0) / all;
  // Neither nothing nor all of it.
  expect(Math.abs(share - 0.5)).toBeLessThan(0.49);
  expect(Math.abs(told.tied! - share)).toBeLessThan(slack);
}
