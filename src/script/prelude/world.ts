import { createEe } from '../../ee/create.ts';
import { here } from './here.ts';
import { handleOf, layerOf, type LayerState, type MapLayer } from './layers.ts';
import { mapOf } from './map.ts';
import { refusing } from './refusing.ts';
import type { Session } from './session.ts';
import { refuse as refuseName } from './strict.ts';

const widgets =
  'Widgets are not shown here: layers, Map.setCenter and print work; click on the map for values and series.';
const save = 'Use Save, beside Share, to take pixels away.';

/** What a script finds in its world, beside the language itself. */
export function worldOf(session: Session): Readonly<Record<string, unknown>> {
  const states = new WeakMap<MapLayer, LayerState>();
  const layer = (...given: unknown[]): MapLayer => {
    const state = layerOf(given, here());
    const handle = handleOf(state);
    states.set(handle, state);
    return handle;
  };
  const map = mapOf(session, states);
  const refuse = (name: string, remedy: string) => refusing(name, {}, () => remedy);
  return {
    ee: createEe(refuseName),
    Map: map,
    print: (...values: unknown[]) => session.print(values, here()),
    ui: refusing('ui', { Map: refusing('ui.Map', { Layer: layer }, () => widgets) }, () => widgets),
    Chart: refuse('Chart', widgets),
    Export: refuse('Export', save),
  };
}
