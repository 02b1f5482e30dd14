import type { Map } from 'maplibre-gl';

/** What MapLibre asks for by itself waits so many times as long as the last frame took, and no longer than the most. */
const share = 4;
/** Milliseconds. */
const most = 300;

type PacedMap = Pick<Map, 'triggerRepaint' | 'isMoving' | 'on'>;

/**
 * A frame draws the whole map, which takes 100 ms and more in software, and MapLibre asks for one with whatever comes: a
 * tile, a style, letters. While there is other work these frames wait for each other; those of a map that moves do not.
 * Returns what repaints at once.
 */
export function paceRepaints(map: PacedMap, isBusy: () => boolean): () => void {
  const draw = map.triggerRepaint.bind(map);
  let waiting: ReturnType<typeof setTimeout> | null = null;
  let askedAt: number | null = null;
  let next = -Infinity;
  const repaint = (): void => {
    if (waiting !== null) clearTimeout(waiting);
    waiting = null;
    askedAt ??= performance.now();
    draw();
  };
  map.triggerRepaint = () => {
    const wait = map.isMoving() || !isBusy() ? 0 : next - performance.now();
    if (wait > 0) waiting ??= setTimeout(repaint, wait);
    else repaint();
  };
  map.on('render', () => {
    const now = performance.now();
    if (askedAt !== null) next = now + Math.min(share * (now - askedAt), most);
    askedAt = null;
  });
  return repaint;
}
