import { findMethod } from '../expression/methods.ts';
import type { CallNode, Node } from '../expression/nodes.ts';

/** Stands for all names: which they are is known only when they are computed. */
export const anyName = '*';

/** The properties of images that a link of a chain sets, on the way from a load to where filters are. */
export function namesSetBy({ method, args }: CallNode): readonly string[] {
  if (method === 'ImageCollection.linkCollection') return linked(args['linkedProperties']);
  const algorithm = args['algorithm'];
  return method === 'ImageCollection.map' && algorithm?.kind === 'function' ? setIn(algorithm.body) : [];
}

function linked(names: Node | undefined): readonly string[] {
  return names ? listed(names) : [];
}

function listed(names: Node): readonly string[] {
  const list = names.kind === 'constant' && Array.isArray(names.value) ? names.value : null;
  return list?.every((name) => typeof name === 'string') ? list : [anyName];
}

/** By the calls that lead from the function's image to its result. */
function setIn(body: Node): readonly string[] {
  const names = new Set<string>();
  let node: Node | undefined = body;
  while (node?.kind === 'call') {
    const { method, args }: CallNode = node;
    if (method === 'Image.set') {
      const given = args['properties'];
      for (const name of given?.kind === 'dictionary' ? Object.keys(given.entries) : [anyName])
        names.add(name);
    }
    if (method === 'Image.copyProperties' && args['source'] && !isArgument(args['source'])) {
      for (const name of args['properties'] ? listed(args['properties']) : [anyName]) names.add(name);
    }
    node = first(node);
  }
  return [...names];
}

/** Whether it is the function's image, or computed of it without other properties: what is copied is there already. */
function isArgument(source: Node): boolean {
  let node: Node | undefined = source;
  while (node?.kind === 'call' && node.method !== 'Image.set') node = first(node);
  return node?.kind === 'argument';
}

/** The image that a method is called on, whose properties the result has. */
function first({ method, args }: CallNode): Node | undefined {
  const [param] = findMethod(method)!.params;
  return param && args[param.name];
}
