import type { Browser } from 'playwright';
import { Host } from '../e2e/host.ts';
import { spreadOf, type Spread } from './spread.ts';

interface SelectFigures {
  readonly scenes: number;
  /** Milliseconds; see `SelectTimes`. */
  readonly upload: Spread;
  readonly fold: Spread;
  readonly whole: Spread;
  readonly twin: Spread;
}

export interface ComposeFigures {
  readonly side: number;
  readonly layersPerArray: number;
  readonly select: readonly SelectFigures[];
}

const side = 256;
const layersPerArray = 16;
const sceneCounts = [8, 16, 64, 128, 512];

/** Measures composing alone, in the page built at `folder`; without runs it only asks what draws. */
export async function benchCompose(
  browser: Browser,
  { folder, runs }: { readonly folder: string; readonly runs: number },
): Promise<{ renderer: string; compose: ComposeFigures | null }> {
  const host = new Host({ '/': folder });
  const page = await browser.newPage();
  try {
    await page.goto(`${await host.start()}/index.html`);
    await page.waitForFunction(() => window.composeBench !== undefined);
    const renderer = await page.evaluate(() => window.composeBench!.renderer());
    if (runs === 0) return { renderer, compose: null };
    const select: SelectFigures[] = [];
    for (const scenes of sceneCounts) {
      const request = { scenes, runs, side, layersPerArray };
      const { upload, fold, whole, twin } = await page.evaluate(
        (request) => window.composeBench!.select(request),
        request,
      );
      const figures = { upload: spreadOf(upload), fold: spreadOf(fold), whole: spreadOf(whole) };
      select.push({ scenes, ...figures, twin: spreadOf(twin) });
    }
    return { renderer, compose: { side, layersPerArray, select } };
  } finally {
    await page.close();
    await host.stop();
  }
}
