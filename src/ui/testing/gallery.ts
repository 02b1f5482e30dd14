import 'maplibre-gl/dist/maplibre-gl.css';
import { Map, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { applyTheme, basemapStyle, keepBasemap } from '../../map/basemap.ts';
import { fatalMessage } from '../fatal-message.ts';
import { mountUi } from '../mount-ui.tsx';
import { fakePorts } from './fake-ports.ts';
import { initialTheme } from '../page-start.ts';
import {
  exampleChoice,
  type FakeData,
  fakeData,
  makeCollectionEntry,
  makeFound,
  makeRow,
  makeRows,
} from './fake-data.ts';
import { exampleScript, fakeScript, makeEntry, type FakeScript } from './fake-script.ts';
import {
  type FakeViewer,
  fakeViewer,
  firstLayers,
  makeCollection,
  makeLayer,
  makeProgress,
} from './fake-viewer.ts';

// Served by `vite` alone, to look at the panels in each state: gallery.html?state=busy&data=failing#1/20/0
const failures = Array.from({ length: 2 }, (_, i) => ({
  scene: `S2B_T13TFE_202007${12 + i}T175212_L2A <img src=x onerror=alert(1)>`,
  band: 'cloud',
  sentence:
    'the file ends before its header says (cloud.tif). Fetch the file again, or leave this scene out.',
}));

const states: Record<string, () => Partial<FakeViewer>> = {
  done: () => ({ layers: firstLayers() }),
  busy: () => ({
    status: { loading: true, seconds: null, restoring: false },
    share: 0.1,
    layers: [
      makeLayer({
        id: 'collection',
        name: 'Collection (for series inspection)',
        shown: false,
        state: 'hidden',
      }),
      makeLayer({
        state: 'loading',
        opacity: 0.8,
        note: 'ranked from overviews (160 m)',
        progress: makeProgress({ scenesDone: 18, tilesDone: 9 }),
      }),
      makeLayer({
        id: 'worst',
        name: 'Worst-pixel mosaic (by cloud score)',
        state: 'incomplete',
        progress: makeProgress({ scenesDone: 22, failures }),
      }),
    ],
    collections: [
      makeCollection({
        rejected: [{ id: 'S2A_T13FE_20200702T174753_L2A', sentence: 'The item has no date (items.json).' }],
      }),
    ],
  }),
  nothing: () => ({ layers: [], collections: [] }),
};

const cut = 'the file ends before its header says (B04.tif). Fetch the file again, or leave this scene out.';
const realHere = {
  choice: { ...exampleChoice, api: 'https://earth-search.aws.element84.com/v1' },
  bytes: 38.2e6,
};
const manyCollections = Array.from({ length: 126 }, (_, at) =>
  makeCollectionEntry(`collection-${at}`, `Collection ${at} of a provider with long names`),
);

/** Of the Data panel: ?data=failing */
const dataStates: Record<string, () => Partial<FakeData>> = {
  demo: () => ({ realHere }),
  failing: () => ({
    realHere,
    choice: {
      ...exampleChoice,
      place: { type: 'Point', coordinates: [-103.19, 40.14] },
      dates: { from: '2019-01-01', to: '2025-01-01' },
      months: { first: 6, last: 8 },
      cloud: 40,
      orbit: 'descending',
      where: [{ name: 'PROCESSING_BASELINE', op: 'gte', value: '05.00' }],
      without: [makeRow(3).index],
    },
    scenes: makeRows(1000).map((row, at) =>
      at === 5
        ? { ...row, state: 'failed', sentence: cut }
        : { ...row, state: at === 3 ? 'left-out' : at % 3 === 0 ? 'waiting' : at % 7 ? 'read' : 'outside' },
    ),
    collectionsThere: { title: 'A provider', collections: manyCollections },
    found: makeFound({
      scenes: makeRows(400),
      acquisitions: 212,
      cutFrom: 1204,
      notes: ['no cloud probability here', 'a token is asked for by itself'],
      rejected: [{ id: 'S2A_T13FE_<b>', sentence: 'The item has no date (items.json).' }],
    }),
  }),
};

/** Of the script panel: ?script=failed */
const scriptStates: Record<string, () => FakeScript> = {
  closed: () => fakeScript(),
  link: () => fakeScript({ opened: { source: exampleScript, entry: null } }),
  running: () => ran(() => {}),
  failed: () =>
    ran((run) =>
      run.fail({
        sentence:
          'ee.ImageCollection has no method qualityMosiac <img src=x>. Did you mean qualityMosaic? See the reference.',
        position: { line: 11, column: 18 },
      }),
    ),
};

function ran(then: (run: FakeScript['runs'][number]) => void): FakeScript {
  const script = fakeScript({
    opened: { source: exampleScript, entry: 'least-cloud' },
    gallery: Array.from({ length: 12 }, (_, at) =>
      makeEntry({
        id: `${at}`,
        title: `Recipe ${at}`,
        needs: at % 3 ? null : 'Landsat from the Planetary Computer',
      }),
    ),
  });
  const { run } = script;
  script.run = (source, options) => {
    const done = run(source, options);
    const led = script.runs.at(-1)!;
    led.line({ id: 1, text: 'Scenes: 24' });
    led.line({ id: 2, text: 'Median of NDVI: …', state: 'waiting' });
    led.line({ id: 3, text: JSON.stringify(manyCollections.slice(0, 6), null, 2) });
    led.line({ id: 4, text: "No band is called 'B99'.", state: 'failed', at: { line: 7, column: 10 } });
    then(led);
    return done;
  };
  return script;
}

const query = new URLSearchParams(location.search);
if (query.get('state') === 'fatal') {
  document.body.append(
    fatalMessage({
      title: 'Bestpixel cannot draw here',
      what: 'This browser offers no WebGL2, which composes the pictures on the graphics card.',
      remedy:
        'Turn on hardware acceleration in the browser settings, or open this page in a current browser.',
    }),
  );
} else {
  const port = fakeViewer(states[query.get('state') ?? 'done']?.());
  setWorkerUrl(workerUrl);
  const map = new Map({
    container: 'map',
    style: basemapStyle(initialTheme(), port.projection),
    hash: true,
    zoom: 1,
    canvasContextAttributes: { antialias: true },
  });
  map.addControl(new NavigationControl()).addControl(new ScaleControl());
  keepBasemap({ map, onError: (error) => port.emit('error', error) });
  Object.defineProperty(port, 'theme', {
    set: (theme) => {
      applyTheme(map, theme);
    },
  });
  const data = fakeData(dataStates[query.get('data') ?? 'demo']?.());
  const script = scriptStates[query.get('script') ?? 'closed']!();
  const stop = mountUi(document.getElementById('ui')!, fakePorts({ viewer: port, data, script }));
  if (query.has('error')) port.emit('error', new Error(query.get('error')!));
  Object.assign(window, { port, data, script, map, stop });
}
