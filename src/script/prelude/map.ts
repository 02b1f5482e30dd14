import { argumentsOf, bad, computedOf, numberOf, optional, textOf } from './arguments.ts';
import { here } from './here.ts';
import { handleOf, layerOf, type LayerState, type MapLayer } from './layers.ts';
import type { Session } from './session.ts';
import { refusing } from './refusing.ts';

/** Earth Engine's `Map`, as far as it says what is to be shown. */
export function mapOf(session: Session, states: WeakMap<MapLayer, LayerState>): object {
  const add = (state: LayerState): MapLayer => {
    session.addLayer(state);
    const handle = handleOf(state);
    states.set(handle, state);
    return handle;
  };
  const members = {
    addLayer: (...given: unknown[]) => add(layerOf(given, here())),
    add: (layer: unknown) => {
      const state = states.get(layer as MapLayer);
      if (!state) throw bad('Map.add takes layers alone', 'Widgets are not shown here: leave them out.');
      session.addLayer(state);
    },
    setCenter: (...given: unknown[]) => {
      const [lon, lat, zoom] = argumentsOf(['lon', 'lat', 'zoom'], given);
      const lng = numberOf('Map.setCenter: the longitude', lon);
      const latitude = numberOf('Map.setCenter: the latitude', lat);
      if (Math.abs(latitude) > 90)
        throw bad('Map.setCenter: the latitude is beyond 90°', 'Longitude comes first.');
      // Without a zoom, the one asked for last stays.
      const asked = optional(zoom, zoomOf) ?? session.camera?.zoom ?? null;
      session.camera = { kind: 'centre', lng, lat: latitude, zoom: asked };
    },
    centerObject: (...given: unknown[]) => {
      const [object, zoom] = argumentsOf(['object', 'zoom', 'onComplete'], given);
      const { node } = computedOf('Map.centerObject: what is to be centred', object);
      session.camera = { kind: 'object', object: node, zoom: optional(zoom, zoomOf), at: here() };
    },
    setZoom: (...given: unknown[]) => {
      const zoom = zoomOf(argumentsOf(['zoom'], given)[0]);
      session.camera = { kind: 'zoom', ...session.camera, zoom };
    },
    setOptions: (...given: unknown[]) => {
      const [mapType] = argumentsOf(['mapTypeId', 'styles', 'types'], given);
      session.mapType = optional(mapType, textOf);
    },
    clear: () => session.clearLayers(),
    // How the Code Editor's own map is handled: nothing that is shown depends on it.
    setControlVisibility: () => {},
    setGestureHandling: () => {},
    setLocked: () => {},
  };
  return refusing('Map', members);
}

function zoomOf(zoom: unknown): number {
  const given = numberOf('the zoom', zoom);
  if (given >= 0 && given <= 24) return given;
  throw bad(`the zoom ${given} is not between 0 and 24`);
}
