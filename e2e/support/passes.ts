import type { Page } from '@playwright/test';

/** Passes of composing: which scene wins, and its bands. */
export interface Passes {
  readonly select: number;
  readonly gather: number;
}

type Counted = Window & { composingPasses?: Record<keyof Passes, number> };

/**
 * Counts the passes of a page that is opened afterwards, by the text of the program that is in use at each draw: the
 * browser's own knowledge, not the app's.
 */
export async function countPasses(page: Page): Promise<() => Promise<Passes>> {
  await page.addInitScript(() => {
    const passes = ((window as Counted).composingPasses = { select: 0, gather: 0 });
    const { prototype } = WebGL2RenderingContext;
    const draw = Object.getOwnPropertyDescriptor(prototype, 'drawArrays')!
      .value as typeof prototype.drawArrays;
    const kinds = new WeakMap<WebGLProgram, keyof Passes | 'other'>();
    const kindOf = (gl: WebGL2RenderingContext): keyof Passes | 'other' => {
      const program = gl.getParameter(gl.CURRENT_PROGRAM) as WebGLProgram;
      const known = kinds.get(program);
      if (known) return known;
      const shaders = gl.getAttachedShaders(program) ?? [];
      const text = shaders.map((shader) => gl.getShaderSource(shader)).join('\n');
      const kind = text.includes('out uvec2 selection')
        ? 'select'
        : text.includes('out uvec4 carried')
          ? 'gather'
          : 'other';
      kinds.set(program, kind);
      return kind;
    };
    prototype.drawArrays = function (...args) {
      const kind = kindOf(this);
      if (kind !== 'other') passes[kind]++;
      draw.apply(this, args);
    };
  });
  return () => page.evaluate(() => ({ ...(window as Counted).composingPasses! }));
}

/** What was read and composed so far. */
export interface Work extends Passes {
  readonly bytes: number;
  readonly requests: number;
}

export async function workOf(page: Page, passes: () => Promise<Passes>): Promise<Work> {
  const read = await page.evaluate(() => {
    const { bytes, requests } = window.bestpixel!.stats();
    return { bytes, requests };
  });
  return { ...(await passes()), ...read };
}

export function since(now: Work, before: Work): Work {
  return {
    select: now.select - before.select,
    gather: now.gather - before.gather,
    bytes: now.bytes - before.bytes,
    requests: now.requests - before.requests,
  };
}

/** Tiles of the layer's view that were wanted, as the viewer counts them. */
export function tilesWanted(page: Page, layer: string): Promise<number> {
  return page.evaluate((id) => {
    const { progress } = window.bestpixel!.layers.find((layer) => layer.id === id)!;
    return progress.tilesWanted;
  }, layer);
}
