import { createViewer, ee, type Image, type LayerSpec } from '../../../src/index.ts';
import { watchViewer } from '../../watch.ts';
import { centre, colours, finished, view } from '../place.ts';

declare global {
  interface Window {
    /** Ranks by another number times the cloud, over the same scenes. */
    rankBy?: (weight: number) => void;
  }
}

/** What a page of somebody else would do. `?items=` names the list of scenes, `&patience=` the longest wait; `&hidden` shows no layer. */
const asked = new URLSearchParams(location.search);
const scenes = ee.ImageCollection(new URL(asked.get('items')!, location.href).href);
const visParams = { bands: [...colours], min: 0, max: 6000 };

function layersBy(weight: number): LayerSpec[] {
  const ranked = scenes.map((scene: Image) =>
    scene.addBands(scene.select('cloud').multiply(weight).rename('clear')),
  );
  return [
    { id: 'worst', name: 'Worst', image: scenes.qualityMosaic('cloud'), visParams, shown: false },
    {
      id: 'best',
      name: 'Best',
      image: ranked.qualityMosaic('clear'),
      visParams,
      shown: !asked.has('hidden'),
    },
  ];
}

watchViewer(Number(asked.get('patience')));
const viewer = await createViewer(document.querySelector<HTMLElement>('#map')!, {
  layers: layersBy(-1),
  map: { center: centre, zoom: view.zoom },
});
window.rankBy = (weight) => viewer.setLayers(layersBy(weight));
window.bestpixel = viewer;
const end = (): void => void (document.title = finished);
window.benchMoments!.then(end, end);
