import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { CrossIcon } from '../icons.tsx';
import type { Live } from '../live-port.ts';
import { Panel } from '../rail.tsx';
import { LayerRow } from './layer-row.tsx';
import type { ArrangedLayer, LayersPort } from './layers-port.ts';
import { flip, toldMove } from './order.ts';
import { StyleDrafts } from './style-draft.ts';
import { useReorder } from './use-reorder.ts';

interface LayersPanelProps {
  readonly live: Live<LayersPort>;
  /** Reads again whatever failed. */
  readonly retry: () => void;
  /** What else concerns all layers, below them. */
  readonly children?: ComponentChildren;
}

interface Removed {
  readonly id: string;
  readonly name: string;
  readonly undo: () => void;
}

/** The layers as they lie: the top one first. */
export function LayersPanel({ live, retry, children }: LayersPanelProps) {
  const port = live.now();
  const layers = port.layers.toReversed();
  const removed = useSignal<Removed | null>(null);
  const told = useSignal('');
  const drafts = useRef(new StyleDrafts());
  useLayoutEffect(() => () => drafts.current.stop(), []);
  const order = layers.map(({ id }) => id);
  const { list, grasp } = useFocusAfter(order);
  const move = (layer: ArrangedLayer, place: number) => {
    if (place < 0 || place >= layers.length) return;
    grasp(layer.id);
    port.move(layer.id, flip(place, layers.length));
    told.value = toldMove(layer.name, place, layers.length);
  };
  const reorder = useReorder(list, (from, place) => move(layers[from]!, place));
  return (
    <Panel title="Layers">
      {layers.length === 0 && <p class="quiet">No layer yet.</p>}
      <ul class="layers" ref={list}>
        {layers.map((layer, place) => (
          <LayerRow
            key={layer.id}
            layer={layer}
            live={live}
            draft={drafts.current.of(layer)}
            retry={retry}
            move={(by) => move(layer, place + by)}
            dragStart={(event) => reorder.start(event, place)}
            dragged={reorder.mark(place)}
            remove={() => {
              removed.value = { id: layer.id, name: layer.name, undo: port.remove(layer.id) };
            }}
            tell={(what) => {
              told.value = what;
            }}
          />
        ))}
      </ul>
      <RemovedLine removed={removed} before={grasp} />
      {children}
      <p class="unseen" role="status">
        {told}
      </p>
    </Panel>
  );
}

/** A row that is put elsewhere loses the focus: it is given back to its handle. */
function useFocusAfter(order: readonly string[]) {
  const list = useRef<HTMLUListElement>(null);
  const grasped = useRef<string | null>(null);
  useLayoutEffect(() => {
    const place = grasped.current === null ? -1 : order.indexOf(grasped.current);
    grasped.current = null;
    list.current?.querySelectorAll<HTMLElement>('.layer-handle')[place]?.focus();
  }, [order.join('\n')]);
  return {
    list,
    grasp(id: string) {
      grasped.current = id;
    },
  };
}

function RemovedLine({ removed, before }: { removed: Signal<Removed | null>; before: (id: string) => void }) {
  const undo = useRef<HTMLButtonElement>(null);
  const { value } = removed;
  useLayoutEffect(() => undo.current?.focus(), [value]);
  if (!value) return null;
  return (
    <div class="layer-removed" role="status">
      <p>Removed {value.name}.</p>
      <button
        ref={undo}
        type="button"
        class="text-button retry"
        onClick={() => {
          before(value.id);
          value.undo();
          removed.value = null;
        }}
      >
        Undo
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="Dismiss"
        onClick={() => {
          removed.value = null;
        }}
      >
        <CrossIcon />
      </button>
    </div>
  );
}
