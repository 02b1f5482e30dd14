import { useRef } from 'preact/hooks';
import { isoDay } from './spans.ts';
import { dayLength, type Span, type TimeScale } from './time-scale.ts';

interface Props {
  readonly end: keyof Span;
  readonly span: Span;
  /** Where it was moved to since, as keys come faster than frames. */
  readonly now: () => Span;
  readonly whole: Span;
  readonly scale: TimeScale;
  /** To a time; by keys it waits for `release`. */
  readonly move: (time: number, byKeys: boolean) => void;
  readonly release: () => void;
  readonly giveUp: () => void;
}

const month = 30;

type Pointed = PointerEvent & { readonly currentTarget: HTMLElement };

/** One end of the limit: by pointer until it is let go, by keys until Enter. */
export function Handle({ end, span, now, whole, scale, move, release, giveUp }: Props) {
  /** CSS pixels between the pointer and the end that it took hold of. */
  const grip = useRef<number | null>(null);
  const time = span[end];
  const told = end === 'from' ? time : time - dayLength;
  const pointer = {
    onPointerDown(event: Pointed) {
      if (!event.isPrimary || event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      grip.current = event.clientX - scale.x(time);
    },
    onPointerMove(event: Pointed) {
      if (grip.current === null) return;
      event.stopPropagation();
      const to = scale.boundaryAt(event.clientX - grip.current);
      if (to !== time) move(to, false);
    },
    onPointerUp(event: Pointed) {
      if (grip.current === null) return;
      event.stopPropagation();
      grip.current = null;
      release();
    },
    onPointerCancel() {
      grip.current = null;
      giveUp();
    },
  };
  return (
    <div
      class="time-handle"
      data-end={end}
      style={{ left: `${scale.x(time)}px` }}
      role="slider"
      tabIndex={0}
      aria-label={end === 'from' ? 'First day' : 'Last day'}
      aria-valuemin={dayNumber(whole.from)}
      aria-valuemax={dayNumber(whole.to) - 1}
      aria-valuenow={dayNumber(told)}
      aria-valuetext={isoDay(told)}
      onKeyDown={(event) => {
        const to = byKey(event.key, now()[end], whole);
        if (event.key === 'Enter') release();
        else if (to !== null) move(to, true);
        else return;
        event.preventDefault();
      }}
      {...pointer}
    />
  );
}

/** Days since 1970-01-01. */
const dayNumber = (time: number) => Math.round(time / dayLength);

function byKey(key: string, time: number, whole: Span): number | null {
  if (key === 'Home') return whole.from;
  if (key === 'End') return whole.to;
  const days = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: month, PageDown: -month }[
    key
  ];
  return days === undefined ? null : time + days * dayLength;
}
