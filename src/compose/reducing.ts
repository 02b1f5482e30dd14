import { BestpixelError } from '../errors.ts';
import { bandsOf, chosen, type CollectionValue } from './collections.ts';
import type { ImageBand, ImageValue } from './images.ts';
import { asPlanes } from './joined.ts';
import { nothingMade, planeOf, planePart, together, type Making } from './made.ts';
import type { ReducerOutput, ReducerValue } from './values.ts';

/** What a reducer's result is named after. */
function outputName(reducer: ReducerOutput): string {
  return typeof reducer === 'object' ? `p${reducer.percentile}` : reducer;
}

/** Per pixel and band, one number of all scenes; the bands keep their names. */
export function reduced(collection: CollectionValue, reducer: ReducerOutput): ImageValue {
  if (collection.list.scenes.length === 0) return { kind: 'image', origin: collection.list, bands: [] };
  if (reducer === 'first' || reducer === 'last') return picked(collection, reducer);
  const { list, made = nothingMade } = collection;
  const mades: Making[] = [];
  const bands = bandsOf(collection).map(({ name, expr }): ImageBand => {
    const part = planePart(planeOf({ list, made, by: { reducer }, expr }));
    mades.push(part.made);
    return { name, expr: part.expr, quality: null };
  });
  return { kind: 'image', origin: null, bands, made: together(...mades) };
}

/** Each band from the first or the last scene that has it. */
function picked(collection: CollectionValue, which: 'first' | 'last'): ImageValue {
  const { list } = collection;
  const scenes = which === 'first' ? list.scenes.toReversed() : list.scenes;
  return chosen({ ...collection, list: { ...list, scenes } }, ({ expr }) => ({ op: 'maskOf', args: [expr] }));
}

/** As `reduce` does: bands are named after the reducer, as B4_median. */
export function reducedBy(collection: CollectionValue, { reducer, others = [] }: ReducerValue): ImageValue {
  const outputs = [reducer, ...others].map((output): ImageValue => {
    const image = reduced(collection, output);
    const bands = image.bands.map((band) => named(band, `${band.name}_${outputName(output)}`));
    return { ...image, bands };
  });
  const [only, ...more] = outputs as readonly ImageValue[] as readonly [ImageValue, ...ImageValue[]];
  if (more.length === 0 || only.bands.length === 0) return only;
  const planes = outputs.map(asPlanes);
  return {
    kind: 'image',
    origin: null,
    bands: only.bands.flatMap((_, i) => planes.map(({ bands }) => bands[i]!)),
    made: together(...planes.map(({ made }) => made)),
  };
}

function named({ expr, quality }: ImageBand, name: string): ImageBand {
  return { name, expr, quality };
}

/** @throws BestpixelError 'bad-input' for none, or one that is no percentile. */
export function percentiles(list: readonly number[]): ReducerValue {
  const wrong = list.find((each) => !(each >= 0 && each <= 100));
  if (list.length === 0 || wrong !== undefined) {
    const what = wrong === undefined ? 'no percentile is given' : `${wrong} is no percentile from 0 to 100`;
    throw new BestpixelError('bad-input', `Reducer.percentile: ${what}`, { where: 'Reducer.percentile' });
  }
  const [reducer, ...others] = list.map((percentile) => ({ percentile })) as [ReducerOutput];
  return { kind: 'reducer', reducer, ...(others.length > 0 && { others }) };
}

/** Both reducers of the same values. */
export function combined(a: ReducerValue, b: ReducerValue): ReducerValue {
  return {
    kind: 'reducer',
    reducer: a.reducer,
    others: [...(a.others ?? []), b.reducer, ...(b.others ?? [])],
  };
}
