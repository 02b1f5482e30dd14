import type { Viewer } from '../src/viewer.ts';

/** What happened in the page when, in milliseconds since navigation. */
export interface Moments {
  /** The viewer was there. */
  readonly viewer: number;
  /** The map drew for the first time. */
  readonly firstFrame: number;
  /** The first mosaic pixel was composed. */
  readonly firstPixel: number;
  readonly idle: number;
  readonly complete: boolean;
  readonly failures: readonly string[];
  /** Times the map drew until idle. */
  readonly frames: number;
  readonly longTasks: readonly number[];
  /** Addresses of the JavaScript that the page itself asked for before the map's first frame. */
  readonly scripts: readonly string[];
}

declare global {
  interface Window {
    benchMoments?: Promise<Moments>;
  }
}

/**
 * Runs in the page before its own scripts, and so stands alone: notes what happens once the app gives its viewer away.
 */
export function watchViewer(patience: number): void {
  const longTasks: number[] = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
  let viewer: Viewer | undefined;
  Object.defineProperty(window, 'bestpixel', {
    get: () => viewer,
    set(given: Viewer) {
      viewer = given;
      const moments = { viewer: performance.now(), firstFrame: 0, firstPixel: 0, frames: 0 };
      let scripts: string[] = [];
      given.map.on('render', () => {
        moments.frames++;
        if (moments.firstFrame > 0) return;
        moments.firstFrame = performance.now();
        const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
        scripts = loaded.filter((name) => /\.m?js($|\?)/.test(name));
      });
      const off = given.on('change', () => {
        if (given.stats().datesUsed === 0) return;
        moments.firstPixel = performance.now();
        off();
      });
      window.benchMoments = given
        .idle({ signal: AbortSignal.timeout(patience) })
        .then(({ complete, failures }) => ({
          ...moments,
          idle: performance.now(),
          complete,
          failures: failures.map(({ sentence }) => sentence),
          longTasks,
          scripts,
        }));
    },
  });
}
