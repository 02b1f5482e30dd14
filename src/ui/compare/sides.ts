import type { Compare } from '../../choice/compare.ts';
import type { ComparePort } from './compare-port.ts';

export type Side = 'left' | 'right';
type Layers = ComparePort['layers'];

/** "Collection + Best": the names of a side's layers; ids of layers that are gone are passed over. */
export function nameOfSide(ids: readonly string[], layers: Layers): string {
  return ids.flatMap((id) => layers.find((layer) => layer.id === id)?.name ?? []).join(' + ');
}

/** What is written on the map about the sides. */
export interface SideNames {
  readonly left: string;
  readonly right: string;
  /** Characters at the beginning of both that are the same words. */
  readonly shared: number;
  /** What is seen on both sides above what is compared; empty: nothing. */
  readonly over: string;
}

export function namesOf({ left, right }: Compare, layers: Layers): SideNames {
  const names = { left: nameOfSide(left, layers), right: nameOfSide(right, layers) };
  const isOn = (id: string): boolean => left.includes(id) !== right.includes(id);
  const lowest = layers.findIndex(({ id }) => isOn(id));
  const over = layers.filter(({ id, shown }, at) => shown && at > lowest && !isOn(id));
  return {
    ...names,
    shared: sharedWords(names.left, names.right),
    over: over.map(({ name }) => name).join(' + '),
  };
}

/** Where both have a word or a bracket that begins after the same. */
function sharedWords(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  if (at === a.length || at === b.length) return 0;
  while (at > 0 && !/[ (]/.test(a[at - 1]!)) at--;
  return at;
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
