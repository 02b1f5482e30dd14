import type { Aspect } from '../engine/aspect.ts';
import type { Layer, LayerSpec } from '../engine/layer.ts';

type Present = Pick<Layer, 'id' | 'name' | 'node' | 'visParams' | 'shown' | 'opacity' | 'aspect' | 'at'>;

/** What a layer is now, as it would be set. */
export function specOf({ id, name, node, visParams, shown, opacity, aspect, at }: Present): LayerSpec {
  return { id, name, image: node, visParams, shown, opacity, aspect, ...(at && { at }) };
}

/** The id of the layer that shows an aspect of another, and of its copies. */
export const aspectId = (base: string, aspect: Aspect): string => `${base}~${aspect}`;

/** An id of a copy that no layer has. */
export function copyId(of: string, taken: readonly string[]): string {
  const base = of.replace(/\+\d+$/, '');
  let number = 2;
  while (taken.includes(`${base}+${number}`)) number++;
  return `${base}+${number}`;
}

/** The layer that a copy or an aspect was made of. */
export const originOf = (id: string): string => id.replace(/[~+][^~+]*$/, '');

/** The layer that all copies and aspects of it were made of. */
export function rootId(id: string): string {
  const origin = originOf(id);
  return origin === id ? id : rootId(origin);
}

const titles: Readonly<Record<Exclude<Aspect, 'pixels'>, string>> = {
  date: 'Date of pixel',
  margin: 'Margin',
  scenes: 'Scenes',
};

export const aspectName = (aspect: Exclude<Aspect, 'pixels'>, of: string): string =>
  `${titles[aspect]}: ${of}`;

/**
 * New layers as a person had arranged those before: order, what is shown, how opaque, names and stretches that were set,
 * copies and aspects. Layers that were removed stay away,
 * unless nothing would be left.
 * @param before what was set last, by which it is told what a person changed
 */
export function arrangedAs(
  present: readonly Present[],
  { specs, before }: { readonly specs: readonly LayerSpec[]; readonly before: readonly LayerSpec[] },
): LayerSpec[] {
  const byId = new Map(specs.map((spec) => [spec.id!, spec]));
  const known = new Map(before.map((spec) => [spec.id!, spec]));
  const kept = present.flatMap((layer): LayerSpec[] => {
    const root = rootOf(layer.id, byId);
    return root ? [renewed(layer, byId.get(root)!, known.get(root))] : [];
  });
  if (kept.length === 0) return [...specs];
  const added = specs.filter(({ id }) => !known.has(id!) && !kept.some((spec) => spec.id === id));
  return [...kept, ...added];
}

function rootOf(id: string, specs: ReadonlyMap<string, LayerSpec>): string | null {
  for (let at = id; ;) {
    if (specs.has(at)) return at;
    const next = originOf(at);
    if (next === at) return null;
    at = next;
  }
}

function renewed(layer: Present, spec: LayerSpec, before: LayerSpec | undefined): LayerSpec {
  const { name, visParams, aspect } = layer;
  const was = before?.name;
  const renamed = was === undefined || spec.name === undefined ? name : name.replace(was, () => spec.name!);
  const own = layer.id === spec.id && same(visParams, before?.visParams);
  return {
    ...specOf(layer),
    image: spec.image,
    name: renamed,
    visParams: own && aspect === 'pixels' ? spec.visParams : visParams,
  };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
