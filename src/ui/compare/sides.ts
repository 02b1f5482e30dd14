import type { Compare } from '../../choice/compare.ts';
import type { ComparePort } from './compare-port.ts';

export type Side = 'left' | 'right';
type Layers = ComparePort['layers'];

/** "Collection + Best": the names of a side's layers; ids of layers that are gone are passed over. */
export function nameOfSide(ids: readonly string[], layers: Layers): string {
  return ids.flatMap((id) => layers.find((layer) => layer.id === id)?.name ?? []).join(' + ');
}

export const percentOf = (position: number): number => Math.round(position * 100);

/** What to compare at first: right the top layer that is shown, left the next one below it; null for less than two layers. */
export function firstCompare(layers: Layers): Compare | null {
  const byHeight = layers.toReversed();
  const inOrder = [...byHeight.filter(({ shown }) => shown), ...byHeight.filter(({ shown }) => !shown)];
  const [right, left] = inOrder;
  return left && right ? { left: [left.id], right: [right.id], position: 0.5 } : null;
}

/** The same with one layer on a side; a layer that lies on the other side changes places with what lay here. */
export function withSide(compare: Compare, side: Side, id: string): Compare {
  const other = side === 'left' ? 'right' : 'left';
  const rest = compare[other].filter((each) => each !== id);
  return { ...compare, [side]: [id], [other]: rest.length > 0 ? rest : compare[side] };
}

export function swapped({ left, right, position }: Compare): Compare {
  return { left: right, right: left, position };
}
