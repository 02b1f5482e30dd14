import type { Polygon } from 'geojson';
import { BestpixelError } from '../../errors.ts';
import type { LngLatBounds } from '../../grid/grid.ts';
import type { Scene } from '../../scene/scene.ts';
import { instantOf } from '../item/instant.ts';
import type { Draft, Settled } from './draft.ts';
import type { LocalAnswers, LocalQuestion } from './local-files.ts';

/** What names and headers of drafts leave open. */
export function questionsOf(drafts: readonly Draft[]): LocalQuestion[] {
  const ask = (kind: LocalQuestion['kind'], open: (draft: Draft) => boolean): LocalQuestion[] => {
    const scenes = drafts.filter(open).map(({ id }) => id);
    return scenes.length > 0 ? [{ kind, scenes }] : [];
  };
  return [
    ...ask('level', ({ asks }) => asks.level),
    ...ask('offset', ({ asks }) => asks.offset),
    ...ask('date', ({ datetime }) => datetime === null),
  ];
}

/** The scenes, by what was answered. Throws 'bad-input' while a question is open or answered badly. */
export function settle(drafts: readonly Draft[], { level, offset, dates = {} }: LocalAnswers): Scene[] {
  const first = drafts.find(({ asks }) => asks.level);
  if (first && level !== 'L1C' && level !== 'L2A') {
    throw open('whether the pixels are of level L1C or L2A is not answered', first.id);
  }
  const shifted = drafts.find(({ asks }) => asks.offset);
  if (shifted && offset !== 0 && offset !== -1000) {
    throw open('whether reflectances are 1000 too high is not answered', shifted.id);
  }
  const settled: Settled = { level: level ?? null, offset: offset ?? 0 };
  const indices = new Set<unknown>();
  return drafts.map((draft) => {
    const answer = Object.hasOwn(dates, draft.id) ? dates[draft.id]!.trim() : undefined;
    const datetime = draft.datetime ?? instantOf(answer);
    if (datetime === undefined) throw open(`the date${answer ? ` "${answer}"` : ''} is none`, draft.id);
    const scene = sceneOf(draft, datetime, settled);
    const index = scene.properties['system:index'];
    const properties = indices.has(index)
      ? { ...scene.properties, 'system:index': draft.id }
      : scene.properties;
    indices.add(index);
    return { ...scene, properties };
  });
}

function sceneOf(draft: Draft, datetime: number, settled: Settled): Scene {
  const { id, bounds, acquisition, edition, reference } = draft;
  return {
    id,
    datetime,
    properties: { 'system:index': id, ...draft.properties(settled), 'system:time_start': datetime },
    footprint: bounds && boxOf(bounds),
    bounds,
    bands: draft.sources(settled),
    ...(acquisition !== undefined && { acquisition }),
    ...(edition && { edition }),
    ...(reference !== undefined && { reference }),
  };
}

/** Bounds as an outline: drawn past 180 where they cross the antimeridian. */
function boxOf({ west, south, east, north }: LngLatBounds): Polygon {
  const end = east < west ? east + 360 : east;
  const corners = [
    [west, south],
    [end, south],
    [end, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [corners] };
}

function open(what: string, where: string): BestpixelError {
  return new BestpixelError('bad-input', what, { where, remedy: 'Answer it before the files are shown.' });
}
