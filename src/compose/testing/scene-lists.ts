import type { Dtype } from '../../dtype.ts';
import type { Node } from '../../expression/nodes.ts';
import { queryKey } from '../../scene/query.ts';
import type { BandSource, Scene, SceneList } from '../../scene/scene.ts';
import { queriesOf } from '../queries.ts';
import type { Lists } from '../resolve.ts';

/** A scene that is asked for its names and outline alone: its bands lead nowhere. */
export function makeScene({
  id,
  date,
  bands = ['B2', 'B3', 'B4', 'MSK_CLDPRB'],
  footprint = null,
  properties = {},
  aliases,
}: {
  id: string;
  date: string;
  bands?: readonly string[];
  footprint?: Scene['footprint'];
  properties?: Scene['properties'];
  aliases?: Readonly<Record<string, string>>;
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
    properties,
    footprint,
    bounds: null,
    bands: new Map(bands.map((name) => [name, source(name)])),
    ...(aliases && { aliases: new Map(Object.entries(aliases)) }),
  };
}

export function makeList(scenes: readonly Scene[], id = 'S2'): SceneList {
  return { id, title: id, synthetic: true, attribution: '', scenes, rejected: [] };
}

/** What a source gives that knows no filters: all scenes, whatever is asked for. */
export function listsFor(node: Node, scenes: readonly Scene[]): Lists {
  return new Map(queriesOf(node).map((query) => [queryKey(query), makeList(scenes, query.id)]));
}
