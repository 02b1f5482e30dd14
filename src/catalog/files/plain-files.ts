import { uniteBounds } from '../../grid/bounds.ts';
import type { BandSource } from '../../scene/scene.ts';
import { declaredBands } from '../item/declared-band.ts';
import { makeSource } from '../item/item-scene.ts';
import type { Draft, DraftBand, LocalTiff } from './draft.ts';
import { type PlainScene, plainScenes } from './plain-scenes.ts';

/** Scenes of files whose names no product is known for: their values are as they are stored. */
export function plainDrafts(tiffs: readonly LocalTiff[]): readonly Draft[] {
  const scenes = plainScenes(tiffs);
  const bandsOf = namer(scenes);
  return scenes.map((scene) => draftOf(scene, bandsOf(scene)));
}

function draftOf({ id, datetime, dateFrom }: PlainScene, bands: readonly DraftBand[]): Draft {
  return {
    id,
    datetime,
    dateFrom,
    product: null,
    bands: bands.map(({ name, tiff }) => ({ name, file: tiff.path })),
    asks: { level: false, offset: false },
    bounds: uniteBounds(bands.flatMap(({ tiff }) => tiff.info.bounds ?? [])),
    properties: () => ({}),
    sources: () => new Map(bands.map((band) => [band.name, sourceOf(band)])),
  };
}

/** Names bands alike in all scenes: where two kinds of files have a name in common, both put their own before it. */
function namer(scenes: readonly PlainScene[]): (scene: PlainScene) => readonly DraftBand[] {
  const kindsOf = new Map<string, Set<string>>();
  for (const { tiff, key } of scenes.flatMap(({ files }) => files)) {
    for (const name of namesOf(tiff, key)) {
      const kinds = kindsOf.get(name);
      if (kinds) kinds.add(key);
      else kindsOf.set(name, new Set([key]));
    }
  }
  const shared = new Set([...kindsOf.values()].filter(({ size }) => size > 1).flatMap((kinds) => [...kinds]));
  return ({ files }) => {
    const bands = new Map<string, DraftBand>();
    for (const { tiff, key } of files) {
      const names = namesOf(tiff, key);
      const prefix = names.length > 1 && key && shared.has(key) ? `${key}_` : '';
      names.forEach((own, sample) => {
        let name = prefix + own;
        while (bands.has(name)) name += '_';
        bands.set(name, { name, tiff, sample });
      });
    }
    return [...bands.values()];
  };
}

/** One sample has the file's name; several have their descriptions, if these tell them apart, else numbers. */
function namesOf({ info }: LocalTiff, key: string): readonly string[] {
  const { bands } = info;
  if (bands.length === 1) return [key || bands[0] || 'B1'];
  const described = bands.every((name) => name !== null) && new Set(bands).size === bands.length;
  return bands.map((name, sample) => (described ? name! : `B${sample + 1}`));
}

function sourceOf({ name, tiff, sample }: DraftBand): BandSource {
  const { dtype, scales } = tiff.info;
  const { scale, offset } = scales[sample] ?? { scale: 1, offset: 0 };
  const [unsaid] = declaredBands({});
  const declared = { ...unsaid!, name, dtype, scale, offset };
  const asset = { key: name, href: '', roles: [], bands: [declared], crs: undefined, extent: undefined };
  return makeSource({ ...asset, classified: false, picture: false }, 0, { href: tiff.file, sample });
}
