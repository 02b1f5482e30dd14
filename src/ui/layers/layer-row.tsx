import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import type { Aspect } from '../../engine/aspect.ts';
import { tell as tellError } from '../../errors.ts';
import { Fault } from '../data/field.tsx';
import { Failures } from '../failures.tsx';
import type { Live } from '../live-port.ts';
import { layerLine, progressOf } from '../words.ts';
import { AspectOffer, type AspectQuestion } from './aspect-offer.tsx';
import { HandleIcon, StyleIcon } from './layer-icons.tsx';
import { aspectEntries, percentText, tieLine } from './layer-words.ts';
import type { ArrangedLayer, LayersPort } from './layers-port.ts';
import { MenuButton, type MenuEntry } from './menu-button.tsx';
import { RenameField } from './rename-field.tsx';
import type { StyleDraft } from './style-draft.ts';
import { StyleEditor } from './style-editor.tsx';
import type { DragMark } from './use-reorder.ts';

export interface LayerRowProps {
  readonly layer: ArrangedLayer;
  readonly live: Live<LayersPort>;
  readonly draft: StyleDraft;
  readonly retry: () => void;
  /** By so many places down. */
  readonly move: (by: number) => void;
  readonly dragStart: (event: PointerEvent) => void;
  readonly dragged: DragMark;
  readonly remove: () => void;
  /** Says something to those who do not see it. */
  readonly tell: (what: string) => void;
}

export function LayerRow(props: LayerRowProps) {
  const { layer, live, draft, retry, dragged } = props;
  const { name, state, note, progress, shown } = layer;
  const row = useRow(props);
  return (
    <li class="layer" data-state={state} data-drag={dragged}>
      <div class="layer-head">
        <Handle {...props} />
        {row.renaming.value ? (
          <RenameField name={name} done={row.rename} />
        ) : (
          <label class="layer-name">
            <input
              type="checkbox"
              checked={shown}
              onChange={(event) => {
                layer.shown = event.currentTarget.checked;
              }}
            />
            <span>{name}</span>
          </label>
        )}
        <MenuButton label={`More on ${name}`} entries={row.entries} />
      </div>
      <p class="layer-line">{layerLine(layer)}</p>
      {note && shown && <p class="layer-note">{note}</p>}
      <TieBadge layer={layer} port={live.now()} />
      <div class="layer-tools">
        <OpacitySlider layer={layer} />
        <StyleButton name={name} row={row} />
      </div>
      {row.styling.value > 0 && (
        <StyleEditor
          id={row.styleId}
          layer={layer}
          live={live}
          draft={draft}
          asked={row.styling.value}
          close={() => {
            row.styling.value = 0;
            row.styleButton.current?.focus();
          }}
        />
      )}
      <AspectOffer question={row.question} show={row.add} />
      <Fault sentence={row.fault.value} />
      <Failures layer={name} failures={progress.failures} retry={retry} />
      <div class="hairline" data-running={state === 'loading'} aria-hidden="true">
        <div style={{ transform: `scaleX(${progressOf(layer)})` }} />
      </div>
    </li>
  );
}

function StyleButton({ name, row }: { name: string; row: ReturnType<typeof useRow> }) {
  const open = row.styling.value > 0;
  return (
    <button
      ref={row.styleButton}
      type="button"
      class="icon-button"
      aria-label={`Style of ${name}`}
      title="Style"
      aria-expanded={open}
      aria-controls={open ? row.styleId : undefined}
      onClick={() => {
        row.styling.value = open ? 0 : 1;
      }}
    >
      <StyleIcon />
    </button>
  );
}

/** What is open in a row, and what its menu does. */
function useRow({ layer, live, remove, tell }: LayerRowProps) {
  const port = live.now();
  const styleId = useId();
  /** How often it was asked for since it is open; 0: it is closed. */
  const styling = useSignal(0);
  const styleButton = useRef<HTMLButtonElement>(null);
  const renaming = useSignal(false);
  const question = useSignal<AspectQuestion | null>(null);
  const fault = useSignal<string | null>(null);
  /** Errors are said in the row. */
  const trying = (run: () => void) => {
    fault.value = null;
    try {
      run();
    } catch (error) {
      fault.value = tellError(error);
    }
  };
  const add = (aspect: Exclude<Aspect, 'pixels'>) =>
    trying(() => {
      question.value = null;
      port.addAspect(layer.id, aspect);
      tell(`Added: ${aspect === 'date' ? 'date of pixel' : aspect} of ${layer.name}`);
    });
  const ask = (aspect: Exclude<Aspect, 'pixels'>) =>
    trying(() => {
      const cost = port.costOf(layer.id, aspect);
      if (aspect === 'date' && typeof cost !== 'string') add(aspect);
      else question.value = { aspect, cost };
    });
  const entries: MenuEntry[] = [
    { label: 'Style…', run: () => (styling.value += 1) },
    { label: 'Rename…', run: () => (renaming.value = true) },
    { label: 'Duplicate', run: () => trying(() => port.duplicate(layer.id)) },
    ...(layer.aspect === 'pixels' ? (['date', 'margin', 'scenes'] as const) : []).map((aspect) => ({
      label: aspectEntries[aspect] + (aspect === 'date' ? '' : '…'),
      apart: aspect === 'date',
      run: () => ask(aspect),
    })),
    { label: 'Remove', apart: true, run: () => trying(remove) },
  ];
  const rename = (name: string | null) => {
    renaming.value = false;
    if (name !== null && name !== layer.name) trying(() => port.rename(layer.id, name));
  };
  return { styleId, styling, styleButton, renaming, question, fault, add, entries, rename };
}

function Handle({ layer, move, dragStart }: LayerRowProps) {
  return (
    <button
      type="button"
      class="layer-handle"
      aria-label={`Move ${layer.name}: Alt and up or down arrow`}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
      title="Drag, or press Alt+↑ or Alt+↓"
      onPointerDown={dragStart}
      onKeyDown={(event) => {
        const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!by || !event.altKey) return;
        event.preventDefault();
        move(by);
      }}
    >
      <HandleIcon />
    </button>
  );
}

function TieBadge({ layer, port }: { layer: ArrangedLayer; port: LayersPort }) {
  const share = layer.aspect === 'margin' && layer.shown ? port.tiedShareOf(layer.id) : null;
  if (share === null) return null;
  return (
    <p class="layer-note" title={tieLine(share)}>
      <span class="badge">{percentText(share)}</span> {tieLine(share).slice(percentText(share).length + 1)}
    </p>
  );
}

function OpacitySlider({ layer }: { layer: ArrangedLayer }) {
  const percent = Math.round(layer.opacity * 100);
  return (
    <div class="slider">
      <input
        type="range"
        min="0"
        max="100"
        step="1"
        value={percent}
        style={{ '--part': `${percent}%` }}
        aria-label={`Opacity of ${layer.name}`}
        aria-valuetext={`${percent} %`}
        onInput={(event) => {
          layer.opacity = event.currentTarget.valueAsNumber / 100;
        }}
      />
      <span aria-hidden="true">{percent} %</span>
    </div>
  );
}
