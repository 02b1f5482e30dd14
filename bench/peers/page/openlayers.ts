import { fromLonLat } from 'ol/proj.js';
import { register } from 'ol/proj/proj4.js';
import GeoTIFF from 'ol/source/GeoTIFF.js';
import OlMap from 'ol/Map.js';
import View from 'ol/View.js';
import WebGLTile from 'ol/layer/WebGLTile.js';
import proj4 from 'proj4';
import { bands, centre, colours, finished, sceneCount, view, zone } from '../place.ts';

declare global {
  interface Window {
    /** Milliseconds since navigation until the map is complete. */
    drawn?: Promise<number>;
    /** Draws the number of the scene that won, in steps of `indexStep` of red, instead of its colours. */
    drawWinners?: () => Promise<void>;
    /** Position in the zone, in metres, of a pixel's centre. */
    placeOfPixel?: (x: number, y: number) => readonly number[];
  }
}

proj4.defs(zone.code, zone.proj4);
register(proj4);

type Expression = (string | number | Expression)[];
const folder = new URL(new URLSearchParams(location.search).get('folder')!, location.href).href;
const scenes = Array.from({ length: sceneCount }, (_, scene) => scene);
const fileOf = (scene: number, band: string): string =>
  `${folder}/${String(scene).padStart(2, '0')}-${band}.tif`;
// Files with fewer levels have to come after all with more, else it refuses them.
const source = new GeoTIFF({
  sources: [
    ...scenes.flatMap((scene) => colours.map((band) => ({ url: fileOf(scene, band), bands: [1] }))),
    ...scenes.map((scene) => ({ url: fileOf(scene, 'cloud'), bands: [1] })),
  ],
  normalize: false,
  interpolate: false,
  wrapX: false,
});
// The overview that is not coarser than the screen, as the others read.
source.zDirection = 1;

const band = (scene: number, name: (typeof bands)[number]): Expression => [
  'band',
  1 +
    (name === 'cloud' ? sceneCount * colours.length + scene : scene * colours.length + colours.indexOf(name)),
];

/** The last scene that no other is clearer than; from the last, it need only be compared with those before. */
function pick(of: (scene: number) => Expression): Expression {
  const cases = scenes.toReversed().slice(0, -1);
  return ['case', ...cases.flatMap((scene): Expression[] => [isLeast(scene), of(scene)]), of(0)];
}

function isLeast(scene: number): Expression {
  const comparisons = scenes
    .slice(0, scene)
    .map((other): Expression => ['<=', band(scene, 'cloud'), band(other, 'cloud')]);
  return comparisons.length === 1 ? comparisons[0]! : ['all', ...comparisons];
}

const colour = pick((scene) => [
  'color',
  ...colours.map((name): Expression => ['*', 255 / 6000, band(scene, name)]),
  1,
]);
const layer = new WebGLTile({ source, style: { color: colour } });
const metres = (156_543.033_928 / 2 ** (view.zoom + 1)) * Math.cos((centre.lat * Math.PI) / 180);
const map = new OlMap({
  target: 'map',
  controls: [],
  layers: [layer],
  pixelRatio: 1,
  view: new View({
    projection: zone.code,
    center: fromLonLat([centre.lng, centre.lat], zone.code),
    resolution: metres,
    constrainResolution: false,
  }),
});

const complete = (): Promise<void> =>
  new Promise((resolve) => void map.once('rendercomplete', () => resolve()));
/** Before its headers are read a source draws nothing, and that is complete, too. */
async function drawn(): Promise<number> {
  while (source.getState() === 'loading') await new Promise((resolve) => source.once('change', resolve));
  if (source.getState() !== 'ready') throw source.getError();
  await complete();
  return performance.now();
}

window.drawn = drawn();
const end = (): void => void (document.title = finished);
window.drawn.then(end, end);
window.drawWinners = async () => {
  layer.setStyle({ color: pick((scene) => ['color', 8 * (scene + 1), 0, 0, 1]) });
  const again = complete();
  map.render();
  await again;
};
window.placeOfPixel = (x, y) => map.getCoordinateFromPixel([x + 0.5, y + 0.5]);
