import { createEe } from '../../ee/create.ts';
import { unsupportedMethod } from '../../expression/unsupported.ts';
import { here } from './here.ts';
import { handleOf, layerOf, type LayerState, type MapLayer } from './layers.ts';
import { mapOf } from './map.ts';
import { refused, refusing } from './refusing.ts';
import type { Session } from './session.ts';

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
  return {
    ee: createEe((owner, name) => refused(unsupportedMethod(owner, name), name)),
    Map: map,
    print: (...values: unknown[]) => session.print(values, here),
    ui: refusing('ui', { Map: refusing('ui.Map', { Layer: layer }) }),
    Chart: refusing('Chart', {}),
    Export: refusing('Export', {}),
  };
}
