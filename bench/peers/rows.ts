import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { countPasses } from '../../e2e/support/passes.ts';
import { toggle } from '../demo-page.ts';
import { ours, oursWatched, type Course } from './contestants.ts';
import { fileOf, listOf, overviewSide } from './files.ts';
import { bands, colours, corner, finest, sceneCount, zone } from './place.ts';

/** Compressed bytes of the blocks that a view takes: of all bands of all scenes, and of those really needed. */
export function bytesOfBlocks(folder: string): { everything: number; needed: number; winners: number } {
  const blocks = JSON.parse(readFileSync(join(folder, 'blocks.json'), 'utf8')) as Record<string, number>;
  const winners = new Set(readFileSync(join(folder, 'winners')).subarray(0, overviewSide ** 2));
  const sum = (scenes: readonly number[], names: readonly string[]): number =>
    scenes.reduce(
      (total, scene) => total + names.reduce((bytes, name) => bytes + blocks[fileOf(scene, name)]!, 0),
      0,
    );
  const scenes = Array.from({ length: sceneCount }, (_, scene) => scene);
  return {
    everything: sum(scenes, bands),
    needed: sum(scenes, ['cloud']) + sum([...winners], colours),
    winners: winners.size,
  };
}

interface Done {
  readonly ms: number;
  readonly bytes: number;
  readonly select: number;
}

export interface Use {
  readonly tiles: number;
  /** From best to worst when both were seen. */
  readonly toggle: Done;
  /** Another weight: the same winners, by another quality. */
  readonly rule: Done;
}

/** What goes on over what is resident; passes are counted by the browser, which is slow. */
export async function use(browser: Browser, course: Course): Promise<Use> {
  const passes = async (page: Page) => {
    const counted = await page.evaluate(
      () => (window as Window & { composingPasses?: { select: number } }).composingPasses!,
    );
    return counted.select;
  };
  return oursWatched(browser, course, {
    prepare: countPasses,
    use: async (page) => {
      const done = async (work: () => Promise<unknown>): Promise<Done> => {
        const before = await passes(page);
        course.files.requests.length = 0;
        const began = performance.now();
        await work();
        const ms = performance.now() - began;
        const bytes = course.files.requests.reduce((sum, { bytes }) => sum + bytes, 0);
        return { ms, bytes, select: (await passes(page)) - before };
      };
      const { patience } = course;
      const toWorst = { hide: 'best', show: 'worst', patience };
      await toggle(page, toWorst);
      await toggle(page, { hide: 'worst', show: 'best', patience });
      const toggled = await done(() => toggle(page, toWorst));
      await toggle(page, { hide: 'worst', show: 'best', patience });
      const rule = await done(() =>
        page.evaluate(async () => {
          window.rankBy!(-2);
          await window.bestpixel!.idle();
        }),
      );
      const tiles = await page.evaluate(() => window.bestpixel!.stats().tiles.wanted);
      return { tiles, toggle: toggled, rule };
    },
  });
}

/** Bytes that a page takes which shows no layer. */
export async function hidden(course: Course): Promise<number> {
  const { finish } = await ours(course, () => Promise.resolve(), { query: '&hidden' });
  return finish.bytes;
}

/** So many scenes, of which the last 16 are those of the easy stack: they saturate the view. */
export async function many(course: Course, count: number) {
  const scenes = Array.from({ length: count }, (_, i) => i % sceneCount);
  const hrefOf = (scene: number, band: string, at: number): string =>
    at < count - sceneCount ? `${course.url}/hard/${fileOf(scene, band)}?copy=${at}` : fileOf(scene, band);
  const list = `items-${count}.json`;
  writeFileSync(join(course.folder, list), JSON.stringify(listOf(scenes, hrefOf)));
  const { finish } = await ours(course, () => Promise.resolve(), { list });
  const all = course.files.requests.filter(({ path }) => path.endsWith('.tif'));
  return { ...finish, requests: all.length, bytes: all.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** 20 × 20 km of the scenes' own grid. */
export const area = { pixels: 2000, scenes: 24 } as const;

export const areaBounds = [
  corner.x + 10_000,
  corner.y - 10_000 - area.pixels * finest,
  corner.x + 10_000 + area.pixels * finest,
  corner.y - 10_000,
] as const;

/** Milliseconds that computePixels takes for it, in a page whose map looks elsewhere. */
export async function areaByUs(course: Course): Promise<{ ms: number; winner: number[] }> {
  const list = `items-${area.scenes}.json`;
  const scenes = Array.from({ length: area.scenes }, (_, i) => i % sceneCount);
  writeFileSync(join(course.folder, list), JSON.stringify(listOf(scenes)));
  const grid = {
    dimensions: { width: area.pixels, height: area.pixels },
    affineTransform: {
      scaleX: finest,
      shearX: 0,
      translateX: areaBounds[0],
      shearY: 0,
      scaleY: -finest,
      translateY: areaBounds[3],
    },
    crsCode: zone.code,
  };
  const compute = (page: Page) =>
    page.evaluate(async (grid) => {
      const began = performance.now();
      const { scene } = await window.bestpixel!.computePixels({ layer: 'best', grid });
      return { ms: performance.now() - began, winner: [...scene] };
    }, grid);
  return (await ours(course, compute, { list, query: '&hidden' })).after;
}
