import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright';
import { Host } from '../e2e/host.ts';
import type { PixelGrid } from '../src/grid/pixel-grid.ts';
import { compute, toggle } from './demo-page.ts';
import { spreadOf, type Spread } from './spread.ts';
import { watchViewer, type Moments } from './watch.ts';

/** Milliseconds, bytes and counts of one visit to the demo. */
const measures = [
  'viewer',
  'firstFrame',
  'firstPixel',
  'idle',
  'frames',
  'pageCpu',
  'gpuCpu',
  'requests',
  'bytes',
  'dataRequests',
  'dataBytes',
  'gpuBytes',
  'longTasks',
  'longTasksTotal',
  'longestTask',
  'scriptGzip',
  'workerGzip',
  'firstToggle',
  'firstToggleRequests',
  'firstToggleBytes',
  'secondToggle',
  'secondToggleBytes',
  'computePixels',
  'computePixelsBytes',
] as const;

export type DemoFigures = Readonly<Record<(typeof measures)[number], Spread>>;

export interface DemoRequest {
  /** The built app. */
  readonly folder: string;
  /** The demo collection. */
  readonly demo: string;
  readonly runs: number;
  /** Milliseconds that the host lets each request wait. */
  readonly delay: number;
  /** Where to write what the browser did in the first run. */
  readonly trace?: string;
}

type Visit = Readonly<Record<(typeof measures)[number], number>>;

const viewport = { width: 1024, height: 768 };
const side = 1024;
/** Milliseconds after which a visit is given up. */
const patience = 180_000;

/** Visits the demo in contexts that remember nothing. Throws where a visit does not end with a whole mosaic. */
export async function benchDemo(browser: Browser, request: DemoRequest): Promise<DemoFigures> {
  const host = new Host({ '/': request.folder, '/demo/': request.demo }, { delay: request.delay });
  const origin = await host.start();
  try {
    const visits: Visit[] = [];
    for (let run = 0; run < request.runs; run++) {
      const trace = run === 0 ? request.trace : undefined;
      visits.push(await visit(browser, { ...request, trace, host, origin }));
    }
    const spreads = measures.map((name) => [name, spreadOf(visits.map((each) => each[name]))] as const);
    return Object.fromEntries(spreads) as DemoFigures;
  } finally {
    await host.stop();
  }
}

async function visit(
  browser: Browser,
  { host, origin, ...request }: DemoRequest & { readonly host: Host; readonly origin: string },
): Promise<Visit> {
  const context = await browser.newContext({ viewport });
  host.requests.length = 0;
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    const broken = new Promise<never>((_, reject) => void page.on('pageerror', reject));
    broken.catch(() => {});
    // tsx wraps functions in a helper that a page does not have.
    await page.addInitScript('globalThis.__name = (f) => f');
    await page.addInitScript(watchViewer, patience);
    const { trace } = request;
    if (trace) await browser.startTracing(page, { path: trace, categories: traced });
    const before = await cpuTimes(browser);
    await page.goto(`${origin}/index.html`, { waitUntil: 'commit' });
    await Promise.race([broken, page.waitForFunction(() => window.benchMoments !== undefined)]);
    const moments = await Promise.race([broken, page.evaluate(() => window.benchMoments!)]);
    const after = await cpuTimes(browser);
    if (trace) await browser.stopTracing();
    if (!moments.complete) throw new Error(`the demo did not compose whole: ${moments.failures.join(' ')}`);
    const arrival = {
      ...timesOf(moments),
      pageCpu: after.renderer - before.renderer,
      gpuCpu: after.gpu - before.gpu,
      ...trafficOf(host),
      ...scriptsOf(page, moments, request.folder),
      gpuBytes: await page.evaluate(() => window.bestpixel!.stats().gpuBytes),
    };
    return { ...arrival, ...(await use(page, { host, demo: request.demo })) };
  } finally {
    await context.close();
  }
}

/**
 * Milliseconds of CPU that pages (with their workers) and the process that draws have used. Other programs slow a visit
 * down without adding to these.
 */
async function cpuTimes(browser: Browser): Promise<{ renderer: number; gpu: number }> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const of = (type: string): number =>
    processInfo.reduce((sum, process) => sum + (process.type === type ? process.cpuTime * 1000 : 0), 0);
  return { renderer: of('renderer'), gpu: of('GPU') };
}

const traced = ['devtools.timeline', 'v8.execute', 'blink.user_timing', 'loading', 'gpu', 'toplevel'];

function timesOf({ viewer, firstFrame, firstPixel, idle, frames, longTasks }: Moments) {
  return {
    viewer,
    firstFrame,
    firstPixel,
    idle,
    frames,
    longTasks: longTasks.length,
    longTasksTotal: longTasks.reduce((sum, task) => sum + task, 0),
    longestTask: Math.max(0, ...longTasks),
  };
}

function trafficOf({ requests }: Host) {
  const data = requests.filter(({ path }) => path.startsWith('/demo/'));
  const sum = (list: Host['requests']): number => list.reduce((total, { bytes }) => total + bytes, 0);
  return {
    requests: requests.length,
    bytes: sum(requests),
    dataRequests: data.length,
    dataBytes: sum(data),
  };
}

/** Gzipped bytes of the JavaScript before the map's first frame: the page's own, and what its workers start with. */
function scriptsOf(page: Page, { scripts }: Moments, folder: string) {
  const workers = new Set(page.workers().map((worker) => worker.url()));
  const gzip = (urls: Iterable<string>): number =>
    [...new Set(urls)]
      .filter((url) => url.startsWith('http'))
      .map((url) => gzipSync(readFileSync(join(folder, new URL(url).pathname))).length)
      .reduce((sum, bytes) => sum + bytes, 0);
  return { scriptGzip: gzip(scripts.filter((url) => !workers.has(url))), workerGzip: gzip(workers) };
}

/** Best to worst, back, to worst again; then exact pixels. */
async function use(page: Page, { host, demo }: { readonly host: Host; readonly demo: string }) {
  const counted = async <T>(work: Promise<T>) => {
    const before = trafficOf(host);
    const result = await work;
    const after = trafficOf(host);
    return { result, bytes: after.bytes - before.bytes, requests: after.requests - before.requests };
  };
  const toWorst = { hide: 'best', show: 'worst', patience };
  const first = await counted(toggle(page, toWorst));
  await toggle(page, { hide: 'worst', show: 'best', patience });
  const second = await counted(toggle(page, toWorst));
  const computed = await counted(compute(page, { layer: 'best', grid: nativeGrid(demo), patience }));
  if (computed.result.won === 0) throw new Error('computePixels found no pixel on the demo’s own grid');
  return {
    firstToggle: first.result,
    firstToggleBytes: first.bytes,
    firstToggleRequests: first.requests,
    secondToggle: second.result,
    secondToggleBytes: second.bytes,
    computePixels: computed.result.ms,
    computePixelsBytes: computed.bytes,
  };
}

interface Items {
  readonly features: readonly {
    readonly properties: { readonly 'proj:epsg': number };
    readonly assets: { readonly red: { readonly 'proj:transform': readonly number[] } };
  }[];
}

/** The upper left of the first scene, at its own pixels. */
function nativeGrid(demo: string): PixelGrid {
  const { features } = JSON.parse(readFileSync(join(demo, 'items.json'), 'utf8')) as Items;
  const { properties, assets } = features[0]!;
  const [scaleX, shearX, translateX, shearY, scaleY, translateY] = assets.red['proj:transform'] as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return {
    dimensions: { width: side, height: side },
    affineTransform: { scaleX, shearX, translateX, shearY, scaleY, translateY },
    crsCode: `EPSG:${properties['proj:epsg']}`,
  };
}
