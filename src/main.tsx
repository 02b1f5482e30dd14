import 'maplibre-gl/dist/maplibre-gl.css';
import { BestpixelError, tell } from './errors.ts';
import { cloudScoreLayers, exampleScenes } from './recipes/cloud-score.ts';
import { fatalMessage } from './ui/fatal-message.ts';
import { mountUi } from './ui/mount-ui.tsx';
import { initialTheme } from './ui/theme.ts';
import { createViewer, type Viewer } from './viewer.ts';

declare global {
  interface Window {
    /** The app's own viewer. */
    bestpixel?: Viewer;
  }
}

async function start(): Promise<void> {
  const placed = new URLSearchParams(location.hash.slice(1)).has('map');
  const viewer = await createViewer(document.querySelector<HTMLElement>('#map')!, {
    demo: { url: new URL('demo/items.json', document.baseURI).href },
    layers: cloudScoreLayers(exampleScenes('COPERNICUS/S2_SR_HARMONIZED')),
    fit: !placed,
    theme: initialTheme(),
    map: { hash: 'map', center: [-103.19, 40.14], zoom: 3 },
  });
  window.bestpixel = viewer;
  mountUi(document.querySelector<HTMLElement>('#ui')!, viewer);
}

start().catch((error: unknown) => {
  const known = error instanceof BestpixelError;
  const message = fatalMessage({
    title: 'Bestpixel cannot start here',
    what: known ? error.message : tell(error),
    remedy: (known && error.remedy) || 'Reload the page; if it happens again, try another browser.',
  });
  document.body.append(message);
});
