import 'maplibre-gl/dist/maplibre-gl.css';
import {
  type Named,
  type NamedScript,
  readAddress,
  readCompare,
  readRule,
  readScript,
} from './choice/address.ts';
import { allOf, type Choice } from './choice/choice.ts';
import type { Compare } from './choice/compare.ts';
import type { Rule } from './choice/rule.ts';
import { CompareDesk } from './desks/compare-desk.ts';
import { DataDesk } from './desks/data-desk.ts';
import { BestpixelError, isAbort, tell } from './errors.ts';
import { cloudScoreLayers, example, exampleScenes } from './recipes/cloud-score.ts';
import { galleryScripts } from './script/gallery/entries.ts';
import { scriptOf } from './script/to-script.ts';
import { InspectDesk } from './desks/inspect-desk.ts';
import { LayersDesk } from './desks/layers-desk.ts';
import { RuleDesk } from './desks/rule-desk.ts';
import { ScriptDesk } from './desks/script-desk.ts';
import { SingleScene } from './desks/single-scene.ts';
import { TimeDesk } from './desks/time-desk.ts';
import { Sources } from './sources.ts';
import { fatalMessage } from './ui/fatal-message.ts';
import { mountUi } from './ui/mount-ui.tsx';
import { remember, remembered } from './ui/remembered.ts';
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

/** At the first start the newest scenes lie beside the best pixels. */
const introduction: Compare = { left: ['collection'], right: ['best'], position: 0.5 };

async function start(): Promise<void> {
  const { choice, rewrites, script, compare, rule, problem } = named();
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
  const desk = new DataDesk({ viewer, sources, page: window, choice: choice ?? opening });
  const scripts = new ScriptDesk({ viewer, page: window, named: script, gallery: galleryScripts, scriptOf });
  const scene = new SingleScene(viewer.stage);
  const parts = { viewer, data: desk, scene };
  const comparing = new CompareDesk({
    viewer,
    page: window,
    compare: introduces ? introduction : compare,
    introduces,
  });
  mountUi(document.querySelector<HTMLElement>('#ui')!, {
    viewer,
    data: desk,
    script: scripts,
    time: new TimeDesk(parts),
    layers: new LayersDesk({ viewer, compare: comparing, own: () => desk.shown.specs }),
    compare: comparing,
    rules: new RuleDesk({ viewer, data: desk, page: window, scriptOf, rule }),
    inspect: new InspectDesk(parts),
  });
  const { listeners } = viewer.stage;
  if (problem) listeners.emit('error', problem);
  if (script.example !== null && !scripts.opened) listeners.emit('error', noExample(script.example));
  // A script of the gallery runs at once, and its layers are what the address asks for.
  if ((!choice && !rule) || scripts.opened?.entry) return;
  await desk.show(choice ?? opening, new AbortController().signal).catch((error: unknown) => {
    if (!isAbort(error)) listeners.emit('error', error);
  });
}

interface InAddress extends Named {
  readonly script: NamedScript;
  readonly compare: Compare | null;
  readonly rule: Rule | null;
  readonly problem: unknown;
}

/** What the address names; a mistake in a part of it keeps nobody from the rest. */
function named(): InAddress {
  let problem: unknown = null;
  const part = <T,>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      problem ??= error;
      return otherwise;
    }
  };
  const address = part<Named>(() => readAddress(location), { choice: null, rewrites: [] });
  const script = part<NamedScript>(() => readScript(location), { source: null, example: null });
  const compare = part(() => readCompare(location), null);
  const rule = part(() => readRule(location), null);
  return { ...address, script, compare, rule, problem };
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
