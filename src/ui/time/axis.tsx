import { useMemo, useRef } from 'preact/hooks';
import type { Live } from '../live-port.ts';
import { Handle } from './handle.tsx';
import { spanBetween, withEnd } from './spans.ts';
import type { StripControl } from './strip-control.ts';
import { ticksOf } from './ticks.ts';
import type { TimePort } from './time-port.ts';
import type { Span, TimeScale } from './time-scale.ts';

interface Props {
  readonly live: Live<TimePort>;
  readonly control: StripControl;
  readonly scale: TimeScale;
  /** All days that can be chosen. */
  readonly whole: Span;
  /** What the collection holds now. */
  readonly settled: Span;
}

const noLimit = 'A script chose these dates: limit them there, with filterDate.';

/** Months and years; dragging along limits the collection to these days, as its two handles do. */
export function Axis(props: Props) {
  const { live, control, scale, whole, settled } = props;
  const port = live.now();
  const pointer = useBrush(props);
  if (!port.limit)
    return (
      <div class="time-axis" title={noLimit}>
        <Ticks scale={scale} />
      </div>
    );
  const now = () => control.draft.value ?? settled;
  const span = now();
  return (
    <div
      class="time-axis brushed"
      title="Drag to limit the collection to these days"
      {...pointer}
      onFocusOut={(event) => {
        const next = event.relatedTarget as Element | null;
        if (control.waits.value && !event.currentTarget.contains(next)) control.choose(null);
      }}
    >
      <Ticks scale={scale} />
      <span
        class="time-span"
        style={{ left: `${scale.x(span.from)}px`, right: `${scale.width - scale.x(span.to)}px` }}
      />
      {(['from', 'to'] as const).map((end) => (
        <Handle
          key={end}
          end={end}
          span={span}
          now={now}
          whole={whole}
          scale={scale}
          move={(time, byKeys) => control.choose(withEnd(now(), end, time, whole), byKeys)}
          release={() => void control.commit(port)}
          giveUp={() => control.choose(null)}
        />
      ))}
    </div>
  );
}

function Ticks({ scale }: { scale: TimeScale }) {
  const ticks = useMemo(() => ticksOf(scale), [scale]);
  return (
    <svg class="time-ticks" width={scale.width} height="16" aria-hidden="true">
      {ticks.map(({ x, text, major, line }) => (
        <g key={`${x} ${line}`} class={major ? 'major' : undefined}>
          {line && <path d={`M${Math.round(x) + 0.5} 0v${text ? 14 : 4}`} />}
          <text x={x + (line ? 4 : 0)} y="12">
            {text}
          </text>
        </g>
      ))}
    </svg>
  );
}

type Pointed = PointerEvent & { readonly currentTarget: HTMLElement };

/** CSS pixels that are no drag. */
const still = 4;

function useBrush({ live, control, scale, whole }: Props) {
  const start = useRef<number | null>(null);
  const placeOf = (event: Pointed) => event.clientX - event.currentTarget.getBoundingClientRect().left;
  return {
    onPointerDown(event: Pointed) {
      if (!event.isPrimary || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = placeOf(event);
    },
    onPointerMove(event: Pointed) {
      const [from, to] = [start.current, placeOf(event)];
      if (from === null || (!control.draft.value && Math.abs(to - from) < still)) return;
      const { from: first, to: last } = spanBetween(scale, from, to);
      const inside = { from: Math.max(first, whole.from), to: Math.min(last, whole.to) };
      if (inside.from < inside.to) control.choose(inside);
    },
    onPointerUp() {
      if (start.current === null) return;
      start.current = null;
      void control.commit(live.now());
    },
    onPointerCancel() {
      start.current = null;
      control.choose(null);
    },
  };
}
