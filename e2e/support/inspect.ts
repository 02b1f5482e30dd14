import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect } from './app.ts';
import { itemsOf, samplesOf } from './series.ts';

const nodata = 255;

/** The real series as its files hold it, by date. */
export interface Series {
  readonly ids: readonly string[];
  readonly datetimes: readonly string[];
  readonly clp: readonly ArrayLike<number>[];
  readonly ndvi: readonly ArrayLike<number>[];
}

export async function readSeries(): Promise<Series> {
  const { features } = itemsOf('itemcollection_68.json');
  const ofAll = (asset: string) =>
    Promise.all(features.map(async ({ assets }) => (await samplesOf(assets[asset]!.href))[0]!));
  return {
    ids: features.map(({ id }) => id),
    datetimes: features.map(({ properties }) => new Date(properties.datetime).toISOString()),
    clp: await ofAll('clp'),
    ndvi: await ofAll('ndvi'),
  };
}

/** Who is what to a mosaic that ranks by a sign times the cloud probability, by a plain loop. */
export function rolesAt({ clp }: Series, pixel: number, sign: 1 | -1) {
  const scores = clp.map((scene) => (scene[pixel] === nodata ? null : sign * scene[pixel]!));
  const most = Math.max(...scores.map((score) => score ?? -Infinity));
  const winner = scores.lastIndexOf(most);
  const ties = scores.flatMap((score, i) => (i !== winner && score === most ? [i] : []));
  const others = scores.map((score, i) => (i === winner ? null : score));
  const next = Math.max(...others.map((score) => score ?? -Infinity));
  return { winner, ties, second: ties.length > 0 ? null : others.lastIndexOf(next), scores };
}

export const inspectorOf = (page: Page): Locator =>
  page.getByRole('region', { name: 'Inspector', exact: true });

/** Clicks the middle of the map, and reads whatever was not. */
export async function inspectCentre(page: Page): Promise<void> {
  const map = (await page.locator('canvas.maplibregl-canvas').boundingBox())!;
  await page.mouse.click(map.x + map.width / 2, map.y + map.height / 2);
  await expect(inspectorOf(page)).toBeVisible();
}

/** All that the panel holds, by the names of the columns. */
async function csvOf(page: Page): Promise<Record<string, string>[]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    inspectorOf(page).getByRole('button', { name: 'CSV' }).click(),
  ]);
  const text = readFileSync(await download.path(), 'utf8');
  const [head, ...rows] = text.trim().split('\r\n').map(cellsOf);
  return rows.map((row) => Object.fromEntries(row.map((cell, i) => [head![i]!, cell])));
}

/** Of a line of RFC 4180 without line breaks in its cells. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!,
  );
}

/** The same once all of it is read. */
export async function wholeCsvOf(page: Page): Promise<Record<string, string>[]> {
  let rows: Record<string, string>[] = [];
  const unread = async (): Promise<number> => {
    rows = await csvOf(page);
    return rows.filter(({ state }) => state === 'not-read').length;
  };
  await expect.poll(unread, { intervals: [100] }).toBe(0);
  return rows;
}

/** The series as if a scene were not part of it. */
export function without(series: Series, scene: number): Series {
  const others = <T>(all: readonly T[]): T[] => all.toSpliced(scene, 1);
  const { ids, datetimes, clp, ndvi } = series;
  return { ids: others(ids), datetimes: others(datetimes), clp: others(clp), ndvi: others(ndvi) };
}

/** What the chart draws: its lines by name, null where there is no value. */
export function chartOf(page: Page): Promise<Record<string, (number | null)[]>> {
  return page.locator('.chart-place').evaluate((element) => {
    const { chart } = element as unknown as {
      chart?: { data: (number | null)[][]; series: { label?: string }[] };
    };
    const lines: Record<string, (number | null)[]> = {};
    // What draws it is fetched when it is first used.
    chart?.series.forEach(({ label }, i) => (lines[i === 0 ? 'time' : label!] = [...chart.data[i]!]));
    return lines;
  });
}

/** The rows of the table, by the titles of the columns. */
export async function tableOf(page: Page): Promise<Record<string, string>[]> {
  const table = inspectorOf(page).getByRole('table');
  await expect(table).toBeVisible();
  return table.evaluate((element) => {
    const text = (cell: Element): string => cell.textContent.trim();
    const heads = [...element.querySelectorAll('thead th')].map((head) => text(head).replace(/ [↑↓]$/, ''));
    return [...element.querySelectorAll('tbody tr')].map((row) =>
      Object.fromEntries([...row.children].map((cell, i) => [heads[i]!, text(cell)])),
    );
  });
}
