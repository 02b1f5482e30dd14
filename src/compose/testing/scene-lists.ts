import { everything, queryKey } from '../../scene/query.ts';
import type { Dtype } from '../../dtype.ts';
import type { BandSource, Scene, SceneList } from '../../scene/scene.ts';

/** A scene that is asked for its names and outline alone: its bands lead nowhere. */
export function makeScene({
  id,
  date,
  bands = ['B2', 'B3', 'B4', 'MSK_CLDPRB'],
  footprint = null,
}: {
  id: string;
  date: string;
  bands?: readonly string[];
  footprint?: Scene['footprint'];
}): Scene {
  const source = (name: string): BandSource => ({
    href: `https://example.test/${id}/${name}.tif`,
    sample: 0,
    dtype: 'uint16' satisfies Dtype,
    nodata: {},
    shift: 0,
    scale: 1,
    offset: 0,
    overviewsRank: true,
  });
  return {
    id,
    datetime: Date.parse(date),
    properties: {},
    footprint,
    bounds: null,
    bands: new Map(bands.map((name) => [name, source(name)])),
  };
}

export function makeLists(scenes: readonly Scene[], id = 'S2'): ReadonlyMap<string, SceneList> {
  return new Map([
    [queryKey(everything(id)), { id, title: id, synthetic: true, attribution: '', scenes, rejected: [] }],
  ]);
}
