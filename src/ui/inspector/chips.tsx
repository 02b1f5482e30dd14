import { useComputed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { InspectedChip } from '../../engine/inspection.ts';
import { type Row, rowsOf } from './columns.ts';
import type { InspectorControl } from './inspector-control.ts';
import { rolesText } from './roles.ts';
import { dayOf, stateWords } from './words.ts';

const keys: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  Home: -Infinity,
  End: Infinity,
};

/** A picture per date; the arrow keys step through them, Enter lays one on the map. */
export function Chips({ control }: { control: InspectorControl }) {
  const list = useRef<HTMLDivElement>(null);
  const inspection = control.pin.value?.inspection.value ?? null;
  if (!inspection) return null;
  const rows = rowsOf(inspection).toSorted((a, b) => a.scene.datetime - b.scene.datetime);
  const shown = control.live.now().shownScene;
  const pictured = rows.some(({ scene }) => scene.chip);
  const entry = rows.findIndex(({ scene }) => scene.index === shown);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = keys[event.key];
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    const next = Math.min(Math.max(at + step, 0), rows.length - 1);
    buttons[next]!.focus();
    const { id, index } = rows[next]!.scene;
    control.step(id, index);
  };
  return (
    <div
      ref={list}
      class="inspector-chips"
      role="toolbar"
      aria-label="Dates"
      aria-orientation="horizontal"
      onKeyDown={onKeyDown}
    >
      {rows.map((row, at) => (
        <Chip
          key={row.scene.id}
          row={row}
          control={control}
          pictured={pictured}
          shown={row.scene.index === shown}
          stop={at === Math.max(entry, 0)}
        />
      ))}
    </div>
  );
}

interface ChipProps {
  readonly row: Row;
  readonly control: InspectorControl;
  /** Some date has a picture; of a box none has. */
  readonly pictured: boolean;
  readonly shown: boolean;
  /** Where Tab enters, while no date is pointed at. */
  readonly stop: boolean;
}

function Chip({ row: { scene, roles }, control, pictured, shown, stop }: ChipProps) {
  const lit = useComputed(() => control.hovered.value === scene.id).value;
  const pointed = useComputed(() => control.hovered.value !== null).value;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (lit && button.current && !button.current.matches(':hover')) bringIn(button.current);
  }, [lit]);
  const wins = roles.filter(({ kind }) => kind === 'winner');
  const words = [dayOf(scene.datetime), stateWords(scene), rolesText(roles)].filter(Boolean).join(', ');
  return (
    <button
      ref={button}
      type="button"
      class="date-chip"
      data-state={scene.state}
      data-lit={lit}
      tabIndex={lit || (stop && !pointed) ? 0 : -1}
      aria-pressed={shown}
      title={words}
      onClick={() => control.lay(scene.index)}
      onFocus={() => {
        control.hovered.value = scene.id;
      }}
      onBlur={() => {
        control.hovered.value = null;
      }}
      onPointerEnter={() => {
        control.hovered.value = scene.id;
      }}
      onPointerLeave={() => {
        control.hovered.value = null;
      }}
    >
      <span class="unseen">{words}</span>
      {pictured && (
        <span class="chip-picture" aria-hidden="true">
          {scene.chip ? <Picture chip={scene.chip} /> : <span class="chip-none" />}
          {wins.length > 0 && <b>{wins.map(({ mosaic }) => mosaic.name).join(', ')}</b>}
        </span>
      )}
      <span class="chip-day" aria-hidden="true">
        {dayOf(scene.datetime).slice(2)}
      </span>
    </button>
  );
}

function Picture({ chip }: { chip: InspectedChip }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const picture = new ImageData(chip.data, chip.width, chip.height);
    canvas.current?.getContext('2d')?.putImageData(picture, 0, 0);
  }, [chip]);
  return <canvas ref={canvas} width={chip.width} height={chip.height} />;
}

/** Scrolls the list alone, and no panel around it. */
function bringIn(element: HTMLElement): void {
  const list = element.parentElement!;
  const [own, around] = [element.getBoundingClientRect(), list.getBoundingClientRect()];
  if (own.left < around.left) list.scrollLeft -= around.left - own.left + 8;
  else if (own.right > around.right) list.scrollLeft += own.right - around.right + 8;
}
