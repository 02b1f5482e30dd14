import { fromLonLat } from 'ol/proj.js';
import { register } from 'ol/proj/proj4.js';
import GeoTIFF from 'ol/source/GeoTIFF.js';
import OlMap from 'ol/Map.js';
import View from 'ol/View.js';
import WebGLTile from 'ol/layer/WebGLTile.js';
import proj4 from 'proj4';
import { bands, centre, colours, sceneCount, view, zone } from '../place.ts';

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
const source = new GeoTIFF({
  sources: scenes.flatMap((scene) =>
    bands.map((band) => ({ url: `${folder}/${String(scene).padStart(2, '0')}-${band}.tif`, bands: [1] })),
  ),
  normalize: false,
  interpolate: false,
  wrapX: false,
});
// The overview that is not coarser than the screen, as the others read.
source.zDirection = 1;

/** The last of the scenes with the least cloud, as one number that has both: the least of cloud · 16 + 15 − scene. */
const least = scenes
  .map((scene): Expression => {
    const cloud = ['band', 1 + scene * bands.length + bands.indexOf('cloud')];
    return ['+', ['*', sceneCount, cloud], sceneCount - 1 - scene];
  })
  .reduce((a, b): Expression => ['clamp', a, 0, b]);
const winner: Expression = ['-', sceneCount - 1, ['%', least, sceneCount]];
const stretched = (name: (typeof bands)[number]): Expression => [
  '*',
  255 / 6000,
  ['band', ['+', 1 + bands.indexOf(name), ['*', bands.length, winner]]],
];
const layer = new WebGLTile({ source, style: { color: ['color', ...colours.map(stretched), 1] } });
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
window.drawn = complete().then(() => performance.now());
window.drawWinners = async () => {
  layer.setStyle({ color: ['color', ['*', 8, ['+', 1, winner]], 0, 0, 1] });
  const again = complete();
  map.render();
  await again;
};
window.placeOfPixel = (x, y) => map.getCoordinateFromPixel([x + 0.5, y + 0.5]);
