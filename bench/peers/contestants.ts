import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import type { Host } from '../../e2e/host.ts';
import { visit } from './free-browser.ts';
import { sceneCount, view } from './place.ts';
import { agreement, mercator, pixelOfView, upperLeft, type Agreement } from './truth.ts';

/** Where everybody reads from, and what they drew is compared with. */
export interface Course {
  /** Of the pages. */
  readonly pages: string;
  /** Serves the files under `/KIND/`. */
  readonly files: Host;
  readonly url: string;
  readonly kind: string;
  /** The files on disk. */
  readonly folder: string;
  /** Milliseconds after which a run is given up. */
  readonly patience: number;
}

/** One finished mosaic. */
export interface Finish {
  /** Milliseconds, from navigation or from the start of the process. */
  readonly ms: number;
  readonly requests: number;
  readonly bytes: number;
}

export interface OurFinish extends Finish {
  readonly firstFrame: number;
  readonly firstPixel: number;
  readonly gpuBytes: number;
}

const traffic = ({ files, kind }: Course) => {
  const own = files.requests.filter(({ path }) => path.startsWith(`/${kind}/`) && path.endsWith('.tif'));
  return { requests: own.length, bytes: own.reduce((sum, { bytes }) => sum + bytes, 0) };
};

interface Visit {
  /** Of the scenes' lists in the folder. */
  readonly list?: string;
  /** More of the page's address. */
  readonly query?: string;
}

const addressOf = (
  { pages, url, kind, patience }: Course,
  { list = 'items.json', query = '' }: Visit,
): string =>
  `${pages}/ours.html?items=${encodeURIComponent(`${url}/${kind}/${list}`)}&patience=${patience}${query}`;

/** Our page, until it is idle; `use` may go on with it. */
export async function ours<T>(
  course: Course,
  use: (page: Page) => Promise<T>,
  where: Visit = {},
): Promise<{ finish: OurFinish; after: T }> {
  course.files.requests.length = 0;
  return visit(addressOf(course, where), course.patience, async (page) => {
    if (!page) throw new Error(`our page did not finish in ${course.patience / 1000} s`);
    return { finish: await finishOf(page, course), after: await use(page) };
  });
}

/** The same for what is not timed, with a debugger that prepares the page. */
export async function oursWatched<T>(
  browser: Browser,
  course: Course,
  { prepare, use }: { prepare: (page: Page) => Promise<unknown>; use: (page: Page) => Promise<T> },
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: view.width, height: view.height } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(course.patience);
    // tsx wraps functions in a helper that a page does not have.
    await page.addInitScript('globalThis.__name = (f) => f');
    await prepare(page);
    await page.goto(addressOf(course, {}), { waitUntil: 'commit' });
    await page.waitForFunction(() => window.benchMoments !== undefined);
    await finishOf(page, course);
    return await use(page);
  } finally {
    await context.close();
  }
}

async function finishOf(page: Page, course: Course): Promise<OurFinish> {
  const moments = await page.evaluate(() => window.benchMoments!);
  if (!moments.complete) throw new Error(`our mosaic is not whole: ${moments.failures.join(' ')}`);
  return {
    ms: moments.idle,
    firstFrame: moments.firstFrame,
    firstPixel: moments.firstPixel,
    gpuBytes: await page.evaluate(() => window.bestpixel!.stats().gpuBytes),
    ...traffic(course),
  };
}

/** Who wins on the view's own grid, by our viewer. */
export async function ourAgreement(page: Page, { folder }: Course): Promise<Agreement> {
  const grid = {
    dimensions: { width: view.width, height: view.height },
    affineTransform: {
      scaleX: pixelOfView,
      shearX: 0,
      translateX: upperLeft.x,
      shearY: 0,
      scaleY: -pixelOfView,
      translateY: upperLeft.y,
    },
    crsCode: mercator,
  };
  const winner = await page.evaluate(
    async (grid) => [...(await window.bestpixel!.computePixels({ layer: 'best', grid })).scene],
    grid,
  );
  return agreement(folder, (x, y) => winner[y * view.width + x]!);
}

/** Null where it did not finish within the course's patience. */
export async function openLayers(course: Course): Promise<{ finish: Finish; agreement: Agreement } | null> {
  course.files.requests.length = 0;
  const folder = encodeURIComponent(`${course.url}/${course.kind}`);
  return visit(`${course.pages}/openlayers.html?folder=${folder}`, course.patience, async (page) => {
    if (!page) return null;
    const finish = { ms: await page.evaluate(() => window.drawn!), ...traffic(course) };
    await page.evaluate(() => window.drawWinners!());
    const clip = { x: 0, y: 0, width: view.width, height: view.height };
    const picture = (await page.screenshot({ clip })).toString('base64');
    const red = await page.evaluate(redOf, picture);
    const corners = await page.evaluate(() => [
      window.placeOfPixel!(0, 0),
      window.placeOfPixel!(1, 0),
      window.placeOfPixel!(0, 1),
    ]);
    const [at, right, below] = corners as [number[], number[], number[]];
    const place = (x: number, y: number): [number, number] => [
      at[0]! + x * (right[0]! - at[0]!) + y * (below[0]! - at[0]!),
      at[1]! + x * (right[1]! - at[1]!) + y * (below[1]! - at[1]!),
    ];
    const winner = (x: number, y: number): number => Math.round(red[y * view.width + x]! / 8) - 1;
    return { finish, agreement: agreement(course.folder, winner, place) };
  });
}

/** Runs in the page: the red of a PNG's pixels. */
async function redOf(png: string): Promise<number[]> {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return Array.from({ length: data.length / 4 }, (_, i) => data[4 * i]!);
}

/** A Python that has GDAL and NumPy; null: there is none. */
export function pythonWithGdal(): { readonly command: string; readonly version: string } | null {
  for (const command of ['python3', '/usr/bin/python3', 'python']) {
    const asked = spawnSync(command, ['-c', 'import numpy; from osgeo import gdal; print(gdal.__version__)']);
    if (asked.status === 0) return { command, version: asked.stdout.toString().trim() };
  }
  return null;
}

/** What GDAL is to compose: bounds as x0, y0, x1, y1 in the CRS. */
export interface Raster {
  readonly scenes: number;
  readonly bounds: readonly [number, number, number, number];
  readonly width: number;
  readonly height: number;
  readonly crs: string;
}

export const viewRaster: Raster = {
  scenes: sceneCount,
  bounds: [
    upperLeft.x,
    upperLeft.y - view.height * pixelOfView,
    upperLeft.x + view.width * pixelOfView,
    upperLeft.y,
  ],
  width: view.width,
  height: view.height,
  crs: mercator,
};

/** GDAL over the network with eight threads, then NumPy, as a whole process. */
export async function gdal(
  python: string,
  course: Course,
  raster: Raster,
): Promise<{ finish: Finish; winner: Int32Array }> {
  const out = mkdtempSync(join(tmpdir(), 'bestpixel-gdal-'));
  course.files.requests.length = 0;
  try {
    const { scenes, bounds, width, height, crs } = raster;
    const numbers = [...bounds, width, height].map(String);
    const began = performance.now();
    const url = `${course.url}/${course.kind}`;
    await ended(python, ['bench/peers/gdal.py', url, join(out, 'best'), String(scenes), ...numbers, crs]);
    const finish = { ms: performance.now() - began, ...traffic(course) };
    const bytes = readFileSync(join(out, 'best.winner'));
    return { finish, winner: new Int32Array(new Uint8Array(bytes).buffer) };
  } finally {
    rmSync(out, { recursive: true });
  }
}

function ended(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args[0]} ended with ${code}`));
    });
  });
}
