import { hashOfScript, type NamedScript } from '../choice/address.ts';
import { queriesOf } from '../compose/queries.ts';
import type { LayerFields } from '../engine/layer.ts';
import { BestpixelError, isAbort, notFetched, tell } from '../errors.ts';
import type { Node } from '../expression/nodes.ts';
import type { SceneList } from '../scene/scene.ts';
import type { Printed } from '../script/script.ts';
import type {
  ConsoleLine,
  GalleryEntry,
  OpenedScript,
  RunOptions,
  ScriptPort,
  ScriptProblem,
} from '../ui/script/script-port.ts';
import type { Viewer } from '../viewer.ts';

export interface ScriptDeskParts {
  readonly viewer: Viewer;
  readonly page: Pick<Window, 'location'>;
  /** What the page's address brings. */
  readonly named: NamedScript;
  readonly gallery: readonly GalleryEntry[];
  /** What is shown, as a script; zooms are Earth Engine's. */
  readonly scriptOf: (shown: {
    readonly layers: readonly Pick<LayerFields, 'name' | 'node' | 'visParams' | 'shown' | 'opacity'>[];
    readonly camera: { readonly lng: number; readonly lat: number; readonly zoom: number };
  }) => string;
}

/** Joins the script panel to what runs scripts. The viewer belongs to whoever made it. */
export class ScriptDesk implements ScriptPort {
  readonly opened: OpenedScript | null;
  readonly gallery: readonly GalleryEntry[];
  readonly #parts: ScriptDeskParts;

  constructor(parts: ScriptDeskParts) {
    this.#parts = parts;
    this.gallery = parts.gallery;
    this.opened = openedOf(parts.named, parts.gallery);
  }

  async run(source: string, { signal, onLine }: RunOptions): Promise<void> {
    const { viewer } = this.#parts;
    try {
      const { printed } = await viewer.run(source, { signal });
      printed.forEach((line, id) => void this.#print(line, { id, signal, onLine }));
      this.#tellFailures({ id: printed.length, signal, onLine });
    } catch (error) {
      throw isAbort(error) ? error : problemOf(error);
    }
  }

  showAsScript(): string {
    const { viewer, scriptOf } = this.#parts;
    const { lng, lat } = viewer.map.getCenter();
    const { layers } = viewer.stage.engine;
    return scriptOf({ layers, camera: { lng, lat, zoom: viewer.map.getZoom() + 1 } });
  }

  linkTo(source: string): string {
    const { href } = this.#parts.page.location;
    return href.replace(/[?#].*$/s, '') + hashOfScript(source, new URL(href).hash);
  }

  /** A line at once, and again when what it asks for is known. */
  async #print({ parts, at }: Printed, { id, signal, onLine }: RunOptions & { id: number }): Promise<void> {
    const tellLine = (text: string, state: ConsoleLine['state']): void => {
      if (!signal.aborted) onLine({ id, text, state, ...(at && { at }) });
    };
    const texts = parts.map((part) => ('text' in part ? part.text : '…'));
    const isKnown = parts.every((part) => 'text' in part);
    tellLine(texts.join(' '), isKnown ? 'done' : 'waiting');
    if (isKnown) return;
    try {
      const known = parts.map((part) => ('text' in part ? part.text : this.#describe(part.node, signal)));
      tellLine((await Promise.all(known)).join(' '), 'done');
    } catch (error) {
      if (!isAbort(error)) tellLine(tell(error), 'failed');
    }
  }

  /** What is known of an expression once what it lists has come. */
  async #describe(node: Node, signal: AbortSignal): Promise<string> {
    const [{ describeNode }, lists] = await Promise.all([
      import('../compose/describe.ts').catch(notFetched('what prints')),
      this.#parts.viewer.stage.engine.listsFor(queriesOf(node, ['Object']), signal),
    ]);
    return describeNode(node, lists) + shortOf([...lists.values()]);
  }

  /** What becomes of the layers later: those that cannot be drawn are told once each, until another run. */
  #tellFailures({ id, signal, onLine }: RunOptions & { id: number }): void {
    const { viewer } = this.#parts;
    const told = new Set<string>();
    const look = (): void => {
      for (const { id: layer, failure } of viewer.stage.engine.layers) {
        if (!failure?.position) continue;
        const text = sentenceOf(failure);
        const key = JSON.stringify([layer, text]);
        if (told.has(key)) continue;
        told.add(key);
        onLine({ id: id + told.size, text, state: 'failed', at: failure.position });
      }
    };
    const stop = viewer.on('change', look);
    signal.addEventListener('abort', stop, { once: true });
    look();
  }
}

function openedOf({ source, example }: NamedScript, gallery: readonly GalleryEntry[]): OpenedScript | null {
  if (source !== null) return { source, entry: null };
  const entry = gallery.find(({ id }) => id === example);
  return entry ? { source: entry.source, entry: entry.id } : null;
}

/** What is told of lists that are not whole: their sizes and sums are not, either. */
function shortOf(lists: readonly SceneList[]): string {
  const notes = lists.flatMap(({ scenes, cutFrom, covers, partial }) => {
    if (cutFrom !== undefined) return `of the first ${scenes.length} of ${cutFrom} scenes`;
    if (partial) return 'a part of the list could not be had';
    return covers ? 'of the scenes in this view' : [];
  });
  return notes.length > 0 ? ` (${[...new Set(notes)].join('; ')})` : '';
}

function problemOf(error: unknown): ScriptProblem {
  const position = error instanceof BestpixelError ? (error.position ?? null) : null;
  return { sentence: sentenceOf(error), position };
}

/** The panel shows the place beside it. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof BestpixelError) || !error.position) return tell(error);
  const { tag, message, where, remedy } = error;
  return tell(new BestpixelError(tag, message, { where, remedy }));
}
