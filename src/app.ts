import { allOf, type Choice } from './choice/choice.ts';
import type { JumpToOptions } from 'maplibre-gl';
import type { Compare } from './choice/compare.ts';
import type { RecipeView } from './choice/recipe-file.ts';
import { CompareDesk } from './desks/compare-desk.ts';
import { mayOpen } from './desks/consent.ts';
import { inAddress, nothingNamed } from './desks/in-address.ts';
import type { BaseMap } from './map/base-map.ts';
import { cloudScoreLayers, exampleScenes } from './recipes/cloud-score.ts';
import { example } from './recipes/example.ts';
import { Sources } from './sources.ts';
import { latePanels } from './ui/late-panels.ts';
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

/** The app in its page, on a map that is there already, for what the address was when the page came. */
export async function openApp(base: BaseMap, address: Pick<Location, 'hash' | 'search'>): Promise<void> {
  const root = document.querySelector<HTMLElement>('#ui')!;
  const written = await inAddress(address);
  const named = (await mayOpen(written, { page: location })) ? written : nothingNamed;
  const { choice, rewrites, compare, rule, script } = named;
  const placed = named.view !== null || new URLSearchParams(address.hash.slice(1)).has('map');
  if (named.view) base.map.jumpTo(cameraOf(named.view));
  const introduces = address.hash === '' && address.search === '' && remembered('introduced') === null;
  if (introduces) remember('introduced', 'yes');
  const options: ViewerOptions = {
    demo: { url: new URL('demo/items.json', document.baseURI).href },
    // Built at once, so that the first picture waits for nothing.
    layers: choice || rule ? [] : cloudScoreLayers(exampleScenes(demo)),
    rewrites,
    fit: !placed && !choice,
    theme: base.theme,
    projection: base.projection,
  };
  const sources = new Sources(options);
  const viewer = await openViewer(base.map.getContainer(), options, { sources, base });
  if (named.view) viewer.projection = named.view.projection;
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
      if (!choice && !rule && script.source === null && script.example === null) await firstFrame(base);
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

function cameraOf({ lng, lat, zoom, bearing, pitch }: RecipeView): JumpToOptions {
  return { center: [lng, lat], zoom, bearing, pitch };
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
function firstFrame({ drawn }: BaseMap): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return Promise.race([drawn, new Promise<void>((resolve) => setTimeout(resolve, patience))]);
}
