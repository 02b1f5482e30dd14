import { BestpixelError, type Position } from '../errors.ts';
import type { LayerSpec } from '../engine/layer.ts';
import type { VisParams } from '../compose/vis-params.ts';
import type { Node } from '../expression/nodes.ts';
import { validateNode } from '../expression/validate.ts';
import { forged, listOf, nodesOf, pick, recordOf } from './entries.ts';
import { failed } from './failures.ts';
import { most } from './limits.ts';
import { placeOfCall } from './positions.ts';
import type { Camera, Printed, ScriptOutcome } from './script.ts';

type Handed = Readonly<Record<string, unknown>>;

/**
 * What a script handed over, validated as data that anybody may have written.
 * @throws BestpixelError 'script', with the place of what asked for it
 */
export function outcomeOf(text: unknown, source: string): ScriptOutcome {
  const handed = recordOf(parsed(text));
  const read = new Reading(nodesOf(handed['nodes']), source);
  const layers = bounded(handed['layers'], most.layers).map((layer) => read.layer(recordOf(layer)));
  const lines = bounded(handed['printed'], most.lines + most.layers);
  const printed = lines.map((line) => read.line(recordOf(line)));
  const camera = handed['camera'] === null ? null : read.camera(recordOf(handed['camera']));
  const { mapType = null, unprinted } = handed;
  if (typeof unprinted === 'number' && unprinted > 0) {
    printed.push({ parts: [{ text: `… ${unprinted} more lines are left out` }] });
  }
  return { layers, printed, camera, mapType: mapType === null ? null : sentence(mapType) };
}

/** Of layers, and of what may be printed or centred. */
const wanted = { layer: ['Image', 'ImageCollection'], value: ['Object'] } as const;
/** Milliseconds that validating may take: expressions share parts, so few of them may be much. */
const longest = 1_000;

class Reading {
  readonly #nodes: readonly Node[];
  /** Validated already, by what was wanted. */
  readonly #valid = { layer: new Map<Node, Node>(), value: new Map<Node, Node>() };
  readonly #until = performance.now() + longest;

  readonly #source: string;

  constructor(nodes: readonly Node[], source: string) {
    this.#nodes = nodes;
    this.#source = source;
  }

  layer(handed: Handed): LayerSpec {
    const at = this.#placeOf(handed['at'], 'addLayer|Layer');
    const { shown, opacity } = handed;
    if (typeof shown !== 'boolean') throw forged('a layer is neither shown nor hidden');
    return {
      image: this.#expression(handed['node'], 'layer', at),
      visParams: visParamsOf(handed['visParams'], at),
      name: sentence(handed['name']),
      shown,
      opacity: numberOf(opacity),
      ...(at && { at }),
    };
  }

  line(handed: Handed): Printed {
    const at = this.#placeOf(handed['at'], 'print|addLayer|Layer');
    const parts = bounded(handed['parts'], most.parts).map((part) => {
      const { text, node } = recordOf(part);
      if (typeof text === 'string') return { text: text.slice(0, most.printed + 1) };
      return { node: this.#expression(node, 'value', at) };
    });
    return { parts, ...(at && { at }) };
  }

  camera(handed: Handed): Camera {
    const zoom = handed['zoom'] === null ? null : numberOf(handed['zoom'], [0, 24]);
    switch (handed['kind']) {
      case 'centre':
        return {
          kind: 'centre',
          lng: numberOf(handed['lng']),
          lat: numberOf(handed['lat'], [-90, 90]),
          zoom,
        };
      case 'zoom':
        if (zoom === null) throw forged('a zoom is missing');
        return { kind: 'zoom', zoom };
      case 'object': {
        const at = this.#placeOf(handed['at'], 'centerObject');
        return {
          kind: 'object',
          node: this.#expression(handed['node'], 'value', at),
          zoom,
          ...(at && { at }),
        };
      }
      default:
        throw forged('it moves the map in an unknown way');
    }
  }

  #placeOf(value: unknown, call: string): Position | null {
    if (value === null || value === undefined) return null;
    const { line, column } = recordOf(value);
    const isPlace = [line, column].every((each) => Number.isInteger(each) && (each as number) > 0);
    if (!isPlace) throw forged('a place in it is none');
    return placeOfCall(this.#source, { line: line as number, column: column as number }, call);
  }

  #expression(index: unknown, as: keyof typeof wanted, at: Position | null): Node {
    const node = pick(this.#nodes, index);
    const done = this.#valid[as].get(node);
    if (done) return done;
    if (performance.now() > this.#until) throw failed('the script describes too much', { position: at });
    try {
      const valid = validateNode(node, wanted[as]);
      this.#valid[as].set(node, valid);
      return valid;
    } catch (error) {
      throw placedAt(error, at);
    }
  }
}

/** An error of what a script describes, at the place that asked for it. */
function placedAt(error: unknown, at: Position | null | undefined): unknown {
  if (!(error instanceof BestpixelError)) return error;
  return failed(error.message, { position: at, remedy: error.remedy, cause: error });
}

const styleKeys = ['bands', 'min', 'max', 'gain', 'bias', 'gamma', 'palette', 'opacity'] as const;

/** Those parameters that are known, as plain values; Earth Engine's others concern its servers. */
function visParamsOf(value: unknown, at: Position | null): VisParams {
  const given = recordOf(value);
  const entries = styleKeys.flatMap((key) => {
    const value = given[key];
    if (value === undefined || value === null) return [];
    if (isPlain(value) || (Array.isArray(value) && value.length <= most.parts && value.every(isPlain))) {
      return [[key, value] as const];
    }
    throw failed(`the visualisation parameter '${key}' is neither a number, a string nor a list of them`, {
      position: at,
      remedy: 'Layers are styled before anything is computed: write the values.',
    });
  });
  return Object.fromEntries(entries) as VisParams;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value.length <= most.name);
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string' || text.length > most.text) throw forged('it is no text');
  try {
    return JSON.parse(text);
  } catch {
    throw forged('it is no JSON');
  }
}

function bounded(value: unknown, length: number): readonly unknown[] {
  const list = listOf(value);
  if (list.length <= length) return list;
  throw forged('a list in it is too long');
}

function sentence(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, most.name);
  throw forged('a name in it is no text');
}

function numberOf(value: unknown, [least, greatest] = [-Infinity, Infinity]): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= least! && value <= greatest!)
    return value;
  throw forged('a number in it is none');
}
