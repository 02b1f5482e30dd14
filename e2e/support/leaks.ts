import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { patchItems } from './patch.ts';

/** What is alive in a page after its garbage was collected. */
interface Alive {
  readonly listeners: number;
  readonly nodes: number;
  readonly gpu: Readonly<Record<string, number>>;
}

/** Of what scripts hold, by class: code that the browser compiled on its own is left out. */
type Heap = ReadonlyMap<string, { readonly count: number; readonly bytes: number }>;

export interface Gauge {
  alive(): Promise<Alive>;
  heap(): Promise<Heap>;
}

export async function gaugeOf(page: Page): Promise<Gauge> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.enable');
  const collect = async (): Promise<void> => {
    // Finalizers free what a first collection found.
    for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
  };
  return {
    async alive() {
      await collect();
      const { metrics } = await session.send('Performance.getMetrics');
      const metric = (name: string): number => metrics.find((each) => each.name === name)!.value;
      const gpu = await page.evaluate(() => ({ ...window.bestpixel!.stats().gpuObjects }));
      return { listeners: metric('JSEventListeners'), nodes: metric('Nodes'), gpu };
    },
    async heap() {
      await collect();
      const chunks: string[] = [];
      const add = ({ chunk }: { chunk: string }): void => void chunks.push(chunk);
      session.on('HeapProfiler.addHeapSnapshotChunk', add);
      await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
      session.off('HeapProfiler.addHeapSnapshotChunk', add);
      return byClass(JSON.parse(chunks.join('')) as Snapshot);
    },
  };
}

/** As DevTools saves it: `node_fields` begin with type, name, id, self_size. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: string[]; readonly node_types: [string[], ...unknown[]] };
  };
  readonly nodes: number[];
  readonly strings: string[];
}

const named = new Set(['object', 'closure', 'native', 'array', 'regexp']);
const counted = new Set([...named, 'string', 'concatenated string', 'sliced string', 'symbol', 'bigint']);
/** Buffers are the page's, whatever else the browser keeps for itself is not. */
const ownNatives = /ArrayBuffer|system \/ JSArrayBufferData/;

function byClass({ snapshot: { meta }, nodes, strings }: Snapshot): Heap {
  const heap = new Map<string, { count: number; bytes: number }>();
  const [types] = meta.node_types;
  for (let at = 0; at < nodes.length; at += meta.node_fields.length) {
    const type = types[nodes[at]!]!;
    const name = named.has(type) ? strings[nodes[at + 1]!]! : '';
    if (!counted.has(type) || (type === 'native' && !ownNatives.test(name))) continue;
    const key = `${type} ${name}`;
    const known = heap.get(key) ?? { count: 0, bytes: 0 };
    heap.set(key, { count: known.count + 1, bytes: known.bytes + nodes[at + 3]! });
  }
  return heap;
}

export interface Growth {
  readonly bytes: number;
  /** Classes of which there are more, those that grew most first. */
  readonly classes: readonly { readonly name: string; readonly count: number; readonly bytes: number }[];
}

export function growthOf(before: Heap, after: Heap): Growth {
  const none = { count: 0, bytes: 0 };
  const changes = [...new Set([...before.keys(), ...after.keys()])].map((name) => {
    const [a, b] = [before.get(name) ?? none, after.get(name) ?? none];
    return { name, count: b.count - a.count, bytes: b.bytes - a.bytes };
  });
  return {
    bytes: changes.reduce((sum, { bytes }) => sum + bytes, 0),
    classes: changes.filter(({ count }) => count > 0).toSorted((a, b) => b.bytes - a.bytes),
  };
}

interface Items {
  readonly features: readonly { readonly assets: Record<string, { readonly href: string }> }[];
}

/** Writes into `folder` two lists of the committed scenes, which lie at `url`: the first three, and the rest with the last of these. */
export async function writeHalves(folder: string, url: string): Promise<readonly [string, string]> {
  const all = JSON.parse(readFileSync(`e2e${patchItems}`, 'utf8')) as Items;
  const features = all.features.map((item) => {
    const assets = Object.entries(item.assets).map(([key, asset]) => [
      key,
      { ...asset, href: new URL(asset.href, `${url}${patchItems}`).href },
    ]);
    return { ...item, assets: Object.fromEntries(assets) as Items['features'][number]['assets'] };
  });
  await mkdir(folder, { recursive: true });
  const halves = { 'early.json': features.slice(0, 3), 'late.json': features.slice(2) };
  for (const [name, half] of Object.entries(halves)) {
    await writeFile(join(folder, name), JSON.stringify({ ...all, features: half }));
  }
  return ['early.json', 'late.json'];
}

/** After so many rounds all is as it was. */
export const cycle = 20;

/** Inspects, ranks by another rule, moves the line and takes another collection, by what the page listens to. */
export function round(page: Page, n: number, collections: readonly string[]): Promise<void> {
  return page.evaluate(
    async ({ n, collections }) => {
      const viewer = window.bestpixel!;
      const element = document.querySelector.bind(document);
      const until = (what: string, is: () => boolean): Promise<void> =>
        new Promise((resolve, reject) => {
          const began = performance.now();
          const timer = setInterval(() => {
            const late = performance.now() - began > 20_000;
            if (!is() && !late) return;
            clearInterval(timer);
            if (is()) resolve();
            else reject(new Error(`round ${n}: not ${what}`));
          }, 5);
        });
      const canvas = element('canvas.maplibregl-canvas')!;
      const { left, top, width, height } = canvas.getBoundingClientRect();
      const clientX = left + width * (0.45 + (n % 5) / 50);
      const at = { clientX, clientY: top + height * 0.5, bubbles: true };
      for (const type of ['mousedown', 'mouseup', 'click']) canvas.dispatchEvent(new MouseEvent(type, at));
      await until('inspected', () => element('.chart-place canvas') !== null);

      const kind = n % 4 < 2 ? 'most-recent' : 'greenest';
      const rule = element<HTMLSelectElement>('.rule select')!;
      rule.value = kind;
      rule.dispatchEvent(new Event('change', { bubbles: true }));
      await until('ranked', () => location.hash.includes(`rule=${kind}`));

      const key = n % 2 ? 'Home' : 'End';
      element('.swipe-line')!.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );
      await until('moved', () => viewer.stage.view.compare?.position === (n % 2 ? 0 : 1));

      const before = viewer.stage.engine.layers.find(({ id }) => id === 'best')?.recipe;
      const collection = collections[n % 2]!;
      location.hash = location.hash.replace(/collection=[^&]*/, `collection=${collection}`);
      await until('another collection', () => {
        const { recipe } = viewer.stage.engine.layers.find(({ id }) => id === 'best') ?? {};
        return !!recipe && recipe !== before && !viewer.status.loading;
      });
      await viewer.idle();

      element<HTMLButtonElement>('#inspector button[aria-label^="Close"]')!.click();
      await until('closed', () => element('.chart-place') === null);
    },
    { n, collections },
  );
}
