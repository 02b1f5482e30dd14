import 'maplibre-gl/dist/maplibre-gl.css';
import { type Named, type NamedScript, readAddress, readScript } from './choice/address.ts';
import { allOf, type Choice } from './choice/choice.ts';
import { DataDesk } from './desks/data-desk.ts';
import { BestpixelError, isAbort, tell } from './errors.ts';
import { cloudScoreLayers, example, exampleScenes } from './recipes/cloud-score.ts';
import { galleryScripts } from './script/gallery/entries.ts';
import { scriptOf } from './script/to-script.ts';
import { ScriptDesk } from './desks/script-desk.ts';
import { Sources } from './sources.ts';
import { fatalMessage } from './ui/fatal-message.ts';
import { mountUi } from './ui/mount-ui.tsx';
import { initialTheme } from './ui/theme.ts';
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

async function start(): Promise<void> {
  const { choice, rewrites, script, problem } = named();
  const placed = new URLSearchParams(location.hash.slice(1)).has('map');
  const options: ViewerOptions = {
    demo: { url: new URL('demo/items.json', document.baseURI).href },
    // Built at once, so that the first picture waits for nothing.
    layers: choice ? [] : cloudScoreLayers(exampleScenes(demo)),
    rewrites,
    fit: !placed && !choice,
    theme: initialTheme(),
    map: { hash: 'map', center: example.place, zoom: 3 },
  };
  const sources = new Sources(options);
  const viewer = await openViewer(document.querySelector<HTMLElement>('#map')!, options, sources);
  window.bestpixel = viewer;
  const desk = new DataDesk({ viewer, sources, page: window, choice: choice ?? opening });
  const scripts = new ScriptDesk({ viewer, page: window, named: script, gallery: galleryScripts, scriptOf });
  mountUi(document.querySelector<HTMLElement>('#ui')!, viewer, desk, scripts);
  const { listeners } = viewer.stage;
  if (problem) listeners.emit('error', problem);
  if (script.example !== null && !scripts.opened) listeners.emit('error', noExample(script.example));
  // A script of the gallery runs at once, and its layers are what the address asks for.
  if (!choice || scripts.opened?.entry) return;
  await desk.show(choice, new AbortController().signal).catch((error: unknown) => {
    if (!isAbort(error)) listeners.emit('error', error);
  });
}

/** What the address names; a mistake in it keeps nobody from the demo. */
function named(): Named & { readonly script: NamedScript; readonly problem: unknown } {
  try {
    return { ...readAddress(location), script: readScript(location), problem: null };
  } catch (problem) {
    return { choice: null, rewrites: [], script: { source: null, example: null }, problem };
  }
}

function noExample(id: string): BestpixelError {
  return new BestpixelError('bad-input', `the gallery has no script '${id.slice(0, 80)}'`, {
    where: "'example' in the address",
    remedy: 'Open the gallery in the script panel.',
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
