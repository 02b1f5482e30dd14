import type { Node } from '../expression/nodes.ts';
import { validateNode } from '../expression/validate.ts';
import { type Lists, outputBands, resolveCollection, resolveLayer } from './resolve.ts';

/**
 * What `print` shows of an expression against the scenes that its queries gave.
 * @throws as resolveLayer
 */
export function describeNode(node: Node, lists: Lists): string {
  const valid = validateNode(node, ['Object']);
  if (isA('ImageCollection', valid)) {
    return `ImageCollection (${resolveCollection(valid, lists).scenes.length} elements)`;
  }
  if (valid.kind === 'constant') return JSON.stringify(valid.value);
  if (!isA('Image', valid)) return JSON.stringify(valid);
  const bands = outputBands(resolveLayer(valid, lists));
  return `Image (${bands.length} bands: ${bands.join(', ')})`;
}

function isA(type: 'Image' | 'ImageCollection', node: Node): boolean {
  try {
    validateNode(node, [type]);
    return true;
  } catch {
    return false;
  }
}
