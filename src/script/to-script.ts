import type { Node } from '../expression/nodes.ts';
import { centreLine, layerLine, type ScriptLayer, Styles } from './print/layer-lines.ts';
import { type Doc, render } from './print/layout.ts';
import { type Term, Terms, Uses } from './print/terms.ts';
import { Writer } from './print/writer.ts';

interface Shown {
  /** From the lowest. */
  readonly layers: readonly ScriptLayer[];
  /** Degrees; the zoom is Earth Engine's, one more than MapLibre's. */
  readonly camera: { readonly lng: number; readonly lat: number; readonly zoom: number };
}

/** The layers and the place as a script that shows them here and, where it has their collections, in Earth Engine. */
export function scriptOf({ layers, camera }: Shown): string {
  const terms = new Terms();
  const uses = new Uses();
  const images = layers.map(({ node }) => terms.of(node));
  images.forEach((image) => uses.count(image));
  const writer = new Writer(uses);
  const docs = images.map((image) => writer.layer(image));
  const styles = new Styles(layers, writer.names);
  const lines = layers.map((layer, at) =>
    layerLine(layer, { at, image: docs[at]!, style: styles.of(layer.visParams) }),
  );
  const blocks = [
    note(images),
    spaced(writer.statements),
    spaced(styles.statements),
    [centreLine(camera), ...lines].map((doc) => render(doc, 110)).join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** Statements, with a blank line around those of several lines. */
function spaced(statements: readonly Doc[]): string {
  const texts = statements.map((doc) => render(doc));
  return texts
    .map((text, i) => {
      const before = texts[i - 1];
      const apart = before !== undefined && (text.includes('\n') || before.includes('\n'));
      return before === undefined ? text : `${apart ? '\n\n' : '\n'}${text}`;
    })
    .join('');
}

/** Where a collection is an address, that Earth Engine has none such. */
function note(images: readonly Term[]): string {
  const ids = new Set<string>();
  const seen = new Set<Term>();
  const visit = (term: Term): void => {
    if (seen.has(term)) return;
    seen.add(term);
    const id = loadedId(term.node);
    if (id !== null) ids.add(id);
    for (const part of term.parts.values()) visit(part);
  };
  images.forEach(visit);
  const foreign = [...ids].some((id) => !isEarthEngineId(id));
  return foreign
    ? "// A collection below is an address of open data: in Earth Engine, put one of its own collections' ids there."
    : '';
}

function loadedId(node: Node): string | null {
  if (node.kind !== 'call' || node.method !== 'ImageCollection.load') return null;
  const { id } = node.args;
  return id?.kind === 'constant' && typeof id.value === 'string' ? id.value : null;
}

/** "COPERNICUS/S2_SR_HARMONIZED", "projects/name/assets/folder". */
function isEarthEngineId(id: string): boolean {
  return /^[A-Za-z][\w-]*(\/[\w-]+)+$/.test(id);
}
