import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const text = readFileSync(new URL('index.ts', import.meta.url), 'utf8');

/** Names by kind, from lists of re-exports; the compiler sees to it that they exist. */
function exported(kind: 'value' | 'type'): string[] {
  const lists = text.matchAll(/^export (type )?\{([^}]*)\} from/gm);
  return [...lists]
    .filter(([, type]) => (kind === 'type') === (type !== undefined))
    .flatMap(([, , names]) => names!.split(',').map((name) => name.trim()))
    .filter((name) => name !== '')
    .toSorted();
}

it('offers these functions and objects', () => {
  expect(exported('value')).toMatchInlineSnapshot(`
    [
      "BestpixelError",
      "createViewer",
      "ee",
      "isAbort",
      "tell",
    ]
  `);
});

it('offers these types', () => {
  expect(exported('type')).toMatchInlineSnapshot(`
    [
      "ArgumentNode",
      "BandValues",
      "CallNode",
      "ComputePixelsRequest",
      "ComputedBand",
      "ComputedPixels",
      "ConstantNode",
      "DictionaryNode",
      "EngineStats",
      "ErrorTag",
      "Filter",
      "FunctionNode",
      "Geometry",
      "IdleResult",
      "Image",
      "ImageCollection",
      "LayerHandle",
      "LayerSpec",
      "LayerState",
      "ListNode",
      "Node",
      "PixelArray",
      "PixelGrid",
      "PixelSample",
      "Position",
      "Printed",
      "Reducer",
      "RunResult",
      "SampleRequest",
      "SampledLayer",
      "SceneFailure",
      "SeriesEntry",
      "ServerDate",
      "ServerDictionary",
      "ServerList",
      "ServerNumber",
      "ServerObject",
      "ServerString",
      "Viewer",
      "ViewerOptions",
      "VisParams",
    ]
  `);
});

it('offers nothing that is not named', () => {
  const statements = text.match(/^(export|import)\b.*$/gm)!;
  expect(statements.every((line) => /^export (type )?\{/.test(line))).toBe(true);
});
