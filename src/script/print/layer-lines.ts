import type { VisParams } from '../../compose/vis-params.ts';
import type { ConstantValue } from '../../expression/nodes.ts';
import type { LayerFields } from '../../engine/layer.ts';
import { type Doc, group, line, nest, widthOf } from './layout.ts';
import { dictionary, literal, number, text } from './literals.ts';
import type { Names } from './names.ts';

export type ScriptLayer = Pick<LayerFields, 'name' | 'node' | 'visParams' | 'shown' | 'opacity'>;

/** Wider visualisation parameters get a variable. */
const widest = 40;

const keys = ['bands', 'min', 'max', 'gain', 'bias', 'gamma', 'palette', 'opacity'] as const;

/** Visualisation parameters as written in the lines of layers, and the variables for what is long or shared. */
export class Styles {
  readonly statements: Doc[] = [];
  readonly #docs = new Map<string, Doc>();

  constructor(layers: readonly ScriptLayer[], names: Names) {
    const all = layers.map(({ visParams }) => styleKey(visParams));
    layers.forEach(({ visParams }, i) => {
      const key = all[i]!;
      if (this.#docs.has(key)) return;
      const doc = styleDoc(visParams);
      const isShared = doc !== '{}' && all.indexOf(key) !== all.lastIndexOf(key);
      if (!isShared && widthOf(doc) <= widest) {
        this.#docs.set(key, doc);
        return;
      }
      const name = names.give('visParams');
      this.statements.push([`var ${name} = `, doc, ';']);
      this.#docs.set(key, name);
    });
  }

  of(visParams: VisParams): Doc {
    return this.#docs.get(styleKey(visParams))!;
  }
}

function entriesOf(visParams: VisParams): (readonly [string, ConstantValue])[] {
  return keys.flatMap((key) => {
    const value = visParams[key];
    return value === undefined || value === null ? [] : [[key, value] as const];
  });
}

function styleKey(visParams: VisParams): string {
  return JSON.stringify(entriesOf(visParams));
}

function styleDoc(visParams: VisParams): Doc {
  const entries = entriesOf(visParams).map(([key, value]) => [key, literal(value)] as const);
  return entries.length === 0 ? '{}' : dictionary(entries);
}

/** `Map.addLayer(…)` with as many arguments as it needs; `at` counts the layers from 0. */
export function layerLine(
  { name, shown, opacity }: ScriptLayer,
  { at, image, style }: { at: number; image: Doc; style: Doc },
): Doc {
  const named = name !== `Layer ${at + 1}`;
  const all: readonly (readonly [isNeeded: boolean, doc: Doc])[] = [
    [true, image],
    [style !== '{}', style],
    [named, text(name)],
    [!shown, String(shown)],
    [opacity !== 1, number(opacity)],
  ];
  const args = all.slice(0, all.findLastIndex(([isNeeded]) => isNeeded) + 1).map(([, doc]) => doc);
  const rest = args.slice(1).map((doc): Doc => [',', group(line, doc)]);
  return ['Map.addLayer(', nest(args[0]!, ...rest), ');'];
}

/** `Map.setCenter(…)`. The script's numbers are as exact as the map can be moved by hand. */
export function centreLine({ lng, lat, zoom }: { lng: number; lat: number; zoom: number }): Doc {
  const turned = ((((lng + 180) % 360) + 360) % 360) - 180;
  const at = [rounded(turned, 5), rounded(clamp(lat, -85, 85), 5), rounded(clamp(zoom, 0, 24), 2)];
  return `Map.setCenter(${at.map(number).join(', ')});`;
}

/** Never −0. */
function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits)) + 0;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
