import type { LivePort } from './live-port.ts';

const offeredBelow = 0.25;

/** Offered where data covers less than a quarter of the view. */
export function ZoomToData({ live }: { live: LivePort }) {
  const port = live.now();
  if (port.collections.length === 0 || port.dataShareOfView() >= offeredBelow) return null;
  return (
    <button type="button" class="zoom-to-data" onClick={() => port.zoomToData()}>
      Zoom to data
    </button>
  );
}
