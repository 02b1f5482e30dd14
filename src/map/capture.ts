import type { Map } from 'maplibre-gl';
import { BestpixelError } from '../errors.ts';
import { largestPicture, pixelsAlong } from './picture-size.ts';

/** How a map becomes a picture of other pixels. */
export interface CaptureRequest<T> {
  /** Pixels of the picture along a CSS pixel. */
  readonly scale: number;
  /** Resolves when all that the map shows is there. */
  readonly settle: (signal: AbortSignal) => Promise<unknown>;
  /** Whether it still is. */
  readonly isSettled: () => boolean;
  /** Takes the picture off the canvas, which is cleared right after. */
  readonly take: (canvas: HTMLCanvasElement) => T;
  readonly signal: AbortSignal;
}

/**
 * Draws the map in other pixels, and lets them be taken. The map keeps its size on screen, and has its own pixels again
 * afterwards, whatever happens. Rejects when it moves or is resized meanwhile ('changed'), when the context is lost, when
 * the device gives fewer pixels ('too-large'), and when aborted.
 */
export async function capture<T>(map: Map, request: CaptureRequest<T>): Promise<T> {
  const { settle, isSettled, take } = request;
  request.signal.throwIfAborted();
  const restore = redrawnAt(map, request.scale);
  const ends = endsOf(map);
  const signal = AbortSignal.any([request.signal, ends.signal]);
  try {
    checkSize(map, request.scale);
    for (;;) {
      await settle(signal);
      await basemapOf(map, signal);
      // Nothing else comes between the frame and what is taken of it: the browser keeps it no longer.
      map.redraw();
      signal.throwIfAborted();
      if (isSettled() && map.loaded()) return take(map.getCanvas());
    }
  } finally {
    ends.stop();
    restore();
  }
}

/** Gives the map so many pixels; gives back what it had. */
function redrawnAt(map: Map, scale: number): () => void {
  const { _overridePixelRatio: ratio, _maxCanvasSize: most } = map;
  const side = largestPicture(map);
  map.stop();
  // MapLibre's own limit spares screens; a picture may have all that the device has.
  map._maxCanvasSize = [side, side];
  map.setPixelRatio(scale);
  return () => {
    if (map._removed) return;
    map._maxCanvasSize = most;
    map._overridePixelRatio = ratio;
    map.resize();
  };
}

function checkSize(map: Map, scale: number): void {
  const { width, height, clientWidth, clientHeight } = map.getCanvas();
  const wanted = [pixelsAlong(clientWidth, scale), pixelsAlong(clientHeight, scale)] as const;
  if (width >= wanted[0] - 1 && height >= wanted[1] - 1) return;
  throw new BestpixelError(
    'too-large',
    `this device draws no map of ${wanted[0]} × ${wanted[1]} pixels: it gave ${width} × ${height}`,
    { remedy: 'Save it at a smaller scale, or make the window smaller.' },
  );
}

/** What ends a capture before it is done. */
function endsOf(map: Map): { readonly signal: AbortSignal; stop(): void } {
  const ended = new AbortController();
  const onMove = (): void =>
    ended.abort(
      new BestpixelError('changed', 'the map was moved or resized while its picture was made', {
        remedy: 'Nothing was saved; save it again and let the map rest.',
      }),
    );
  const onLost = (): void =>
    ended.abort(
      new BestpixelError('context-lost', 'the graphics were lost while the picture was made', {
        remedy: 'Nothing was saved; save it again, at a smaller scale if this happens twice.',
      }),
    );
  map.on('movestart', onMove);
  map.on('webglcontextlost', onLost);
  return {
    signal: ended.signal,
    stop: () => {
      map.off('movestart', onMove);
      map.off('webglcontextlost', onLost);
    },
  };
}

/** Resolves when the basemap is drawn. */
function basemapOf(map: Map, signal: AbortSignal): Promise<void> {
  if (map.loaded()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const end = (): void => {
      map.off('idle', onIdle);
      signal.removeEventListener('abort', onAbort);
    };
    const onIdle = (): void => {
      end();
      resolve();
    };
    const onAbort = (): void => {
      end();
      reject(signal.reason as Error);
    };
    map.on('idle', onIdle);
    signal.addEventListener('abort', onAbort, { once: true });
    map.triggerRepaint();
  });
}
