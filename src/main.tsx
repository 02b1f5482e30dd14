import 'maplibre-gl/dist/maplibre-gl.css';
import { allOf, type Choice } from './choice/choice.ts';
import type { Compare } from './choice/compare.ts';
import { CompareDesk } from './desks/compare-desk.ts';
import { inAddress } from './desks/in-address.ts';
import { BestpixelError, tell } from './errors.ts';
import { cloudScoreLayers, example, exampleScenes } from './recipes/cloud-score.ts';
import { Sources } from './sources.ts';
import { fatalMessage } from './ui/fatal-message.ts';
import { latePanels } from './ui/late-panels.ts';
import { initialTheme, keepRoom } from './ui/page-start.ts';
import { remember, remembered } from './ui/remembered.ts';
import { openViewer, type Viewer, type ViewerOptions } from './viewer.ts';

declare global {
  interface Window {
    /** The app's own viewer. */
    bestpixel?: Viewer;
  }
}

const demo = 'COPERNICUS/S2_SR_HARMONIZED';
/** What opens where the address names nothing: Earth Engine's example, on the demo. */
const opening: Choice = {
  ...allOf(demo),
  place: { type: 'Point', coordinates: [example.place.lng, example.place.lat] },
  dates: example.dates,
};

/** At the first start the newest scenes lie beside the best pixels. */
const introduction: Compare = { left: ['collection'], right: ['best'], position: 0.5 };

/** Milliseconds after which panels come without a frame of the map: it may be out of sight. */
const patience = 5000;

async function start(): Promise<void> {
  const root = document.querySelector<HTMLElement>('#ui')!;
  keepRoom(root);
  const named = inAddress(location);
  const { choice, rewrites, compare, rule, script } = named;
  const placed = new URLSearchParams(location.hash.slice(1)).has('map');
  const introduces = location.hash === '' && location.search === '' && remembered('introduced') === null;
  if (introduces) remember('introduced', 'yes');
  const options: ViewerOptions = {
    demo: { url: new URL('demo/items.json', document.baseURI).href },
    // Built at once, so that the first picture waits for nothing.
    layers: choice || rule ? [] : cloudScoreLayers(exampleScenes(demo)),
    rewrites,
    fit: !placed && !choice,
    theme: initialTheme(),
    map: { hash: 'map', center: example.place, zoom: 3 },
  };
  const sources = new Sources(options);
  const viewer = await openViewer(document.querySelector<HTMLElement>('#map')!, options, sources);
  window.bestpixel = viewer;
  const comparing = new CompareDesk({
    viewer,
    page: window,
    compare: introduces ? introduction : compare,
    introduces,
  });
  const meanwhile = untilPanels(viewer);
  const panels = latePanels(
    root,
    async () => {
      // What the address asks for waits for no frame; else the map has the line for itself until it is drawn.
      if (!choice && !rule && script.source === null && script.example === null) await firstFrame(viewer);
      return import('./desks/open-panels.ts');
    },
    async ({ openPanels }) => {
      const { errors, addressChanged } = meanwhile();
      const opened = openPanels(root, { viewer, sources, compare: comparing, named, opening, errors });
      if (addressChanged) window.dispatchEvent(new HashChangeEvent('hashchange'));
      await opened;
    },
  );
  viewer.stage.expect(panels);
  await panels;
}

/** Keeps what the panels would have heard. */
function untilPanels(viewer: Viewer): () => { errors: readonly unknown[]; addressChanged: boolean } {
  const errors: unknown[] = [];
  let addressChanged = false;
  const onHash = (): void => {
    addressChanged = true;
  };
  const off = viewer.on('error', (error) => void errors.push(error));
  window.addEventListener('hashchange', onHash);
  return () => {
    off();
    window.removeEventListener('hashchange', onHash);
    return { errors, addressChanged };
  };
}

/** Resolves when the map was drawn, or where it is not going to be soon. */
function firstFrame({ map }: Viewer): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    map.once('render', () => resolve());
    setTimeout(resolve, patience);
  });
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
