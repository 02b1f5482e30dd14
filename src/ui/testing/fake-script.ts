import type { ConsoleLine, GalleryEntry, RunOptions, ScriptPort } from '../script/script-port.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A run that the test leads: lines, and how it ends. */
interface FakeRun {
  readonly source: string;
  readonly signal: AbortSignal;
  line(line: Partial<ConsoleLine> & { id: number }): void;
  end(): void;
  fail(problem: unknown): void;
}

/** A script port of plain values; it runs nothing, and keeps each run for the test to lead. */
export interface FakeScript extends Writable<ScriptPort> {
  readonly runs: FakeRun[];
  shown: string;
}

export function makeEntry(over: Partial<GalleryEntry> = {}): GalleryEntry {
  return {
    id: 'least-cloud',
    title: 'Least cloud',
    about: 'Each pixel from the scene that is least cloudy there.',
    source: exampleScript,
    needs: null,
    ...over,
  };
}

export const exampleScript = `// Least cloudy of two months.
var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterBounds(ee.Geometry.Point(-103.19, 40.14))
  .filterDate('2020-07-01', '2020-09-01');
col = col.map(function (img) {
  var clear = img.select('MSK_CLDPRB').multiply(-1).rename('quality');
  return img.addBands(clear);
});
var visParams = { bands: ['B4', 'B3', 'B2'], min: 0, max: 4500 };
Map.setCenter(-103.19, 40.14, 9);
Map.addLayer(col.qualityMosaic('quality'), visParams, 'Best-pixel mosaic (by cloud score)');
print('Scenes:', col);
`;

export function fakeScript(over: Partial<FakeScript> = {}): FakeScript {
  const script: FakeScript = {
    opened: null,
    gallery: [
      makeEntry(),
      makeEntry({
        id: 'landsat',
        title: 'Clear Landsat',
        about: 'The most recent clear pixel of a Landsat season, its cloud bits masked.',
        source: "print('Landsat');\n",
        needs: 'Landsat from the Planetary Computer',
      }),
    ],
    runs: [],
    shown: exampleScript,
    run: (source, options) => new Promise((end, fail) => script.runs.push(lead(source, options, end, fail))),
    showAsScript: () => script.shown,
    linkTo: (source) => `https://example.org/#script=${encodeURIComponent(source)}`,
  };
  return Object.assign(script, over);
}

function lead(
  source: string,
  { signal, onLine }: RunOptions,
  end: () => void,
  fail: (problem: unknown) => void,
): FakeRun {
  const line = (over: Partial<ConsoleLine> & { id: number }) =>
    onLine({ text: `line ${over.id}`, state: 'done', ...over });
  return { source, signal, line, end, fail };
}
