import type { Node } from '../../expression/nodes.ts';
import type { Position } from '../../errors.ts';
import { isComputed, isPlain } from '../../ee/computed.ts';
import type { Handover, HandedCamera, HandedLayer, HandedLine } from '../handover.ts';
import { most } from '../limits.ts';
import { bad } from './arguments.ts';
import { Graph } from './graph.ts';
import { isDrawn, type LayerState, nodeOf } from './layers.ts';
import { show } from './show.ts';

export type Camera =
  | Exclude<HandedCamera, { kind: 'object' }>
  | {
      readonly kind: 'object';
      readonly object: Node;
      readonly zoom: number | null;
      readonly at: Position | null;
    };

type Line = HandedLine | { readonly values: readonly Part[]; readonly at: Position | null };
type Part = { readonly text: string } | { readonly object: Node };

/** What a script has asked for so far. */
export class Session {
  camera: Camera | null = null;
  mapType: string | null = null;
  #layers: LayerState[] = [];
  readonly #lines: Line[] = [];
  #unprinted = 0;

  addLayer(layer: LayerState): void {
    if (this.#layers.length >= most.layers) throw bad(`the script adds more than ${most.layers} layers`);
    this.#layers.push(layer);
  }

  clearLayers(): void {
    this.#layers = [];
  }

  /** `at` tells where it is called. */
  print(values: readonly unknown[], at: () => Position | null): void {
    if (this.#lines.length >= most.lines) {
      this.#unprinted += 1;
      return;
    }
    if (values.length > most.parts) throw bad(`print takes ${most.parts} values at most`);
    this.#lines.push({ values: values.map(partOf), at: at() });
  }

  handOver(): Handover {
    const graph = new Graph();
    const { camera, mapType } = this;
    const layers: HandedLayer[] = [];
    for (const [i, state] of this.#layers.entries()) {
      const { visParams, shown, opacity, at, name = null } = state;
      const called = name ?? `Layer ${i + 1}`;
      if (isDrawn(state)) {
        layers.push({ node: graph.add(nodeOf(state)), visParams, name: called, shown, opacity, at });
      } else {
        const text = `Geometry and feature layers are not drawn: '${called}' is left out.`;
        this.#lines.push({ parts: [{ text }], at });
      }
    }
    return {
      layers,
      printed: this.#lines.map((line) => handed(line, graph)),
      unprinted: this.#unprinted,
      camera: camera && handedCamera(camera, graph),
      mapType,
      nodes: graph.entries,
    };
  }
}

function partOf(value: unknown): Part {
  const object = objectIn(value, 0);
  return object ? { object } : { text: show(value) };
}

/** A value with objects of Earth Engine in it, as an expression; null: it has none. */
function objectIn(value: unknown, depth: number): Node | null {
  if (isComputed(value)) return value.node;
  if (depth > 5) return null;
  if (Array.isArray(value)) {
    const parts = value.map((item) => objectIn(item, depth + 1));
    if (parts.every((part) => part === null)) return null;
    return { kind: 'list', items: parts.map((part, i) => part ?? constant(value[i])) };
  }
  if (!isPlain(value)) return null;
  const parts = Object.entries(value).map(([key, item]) => [key, objectIn(item, depth + 1)] as const);
  if (parts.every(([, part]) => part === null)) return null;
  const entries = parts.map(([key, part]) => [key, part ?? constant(value[key])] as const);
  return { kind: 'dictionary', entries: Object.fromEntries(entries) };
}

function constant(value: unknown): Node {
  const plain = typeof value === 'number' || typeof value === 'boolean' || value === null;
  return { kind: 'constant', value: plain ? value : show(value) };
}

function handed(line: Line, graph: Graph): HandedLine {
  if ('parts' in line) return line;
  const parts = line.values.map((part) => ('object' in part ? { node: graph.add(part.object) } : part));
  return { parts, at: line.at };
}

function handedCamera(camera: Camera, graph: Graph): HandedCamera {
  if (camera.kind !== 'object') return camera;
  const { zoom, at } = camera;
  return { kind: 'object', node: graph.add(camera.object), zoom, at };
}
