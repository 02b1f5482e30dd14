import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Live } from '../live-port.ts';
import { pressed, stepped, toDay, type Place } from './steps.ts';
import type { StripControl } from './strip-control.ts';
import type { TimePort } from './time-port.ts';
import { nearestDay, type TimeScale } from './time-scale.ts';
import { dayWords } from './words.ts';

interface Props {
  readonly live: Live<TimePort>;
  readonly control: StripControl;
  readonly scale: TimeScale;
  readonly children: ComponentChildren;
}

/** Days that Page Up and Page Down go. */
const page = 10;

/** The days as a slider: by pointer and by keys to each, and its scenes onto the map. */
export function Days({ live, control, scale, children }: Props) {
  const port = live.now();
  const { days } = port;
  const place = control.place(port);
  const day = days[place.at];
  const pointer = usePointer(port, control, scale);
  return (
    <div
      class="time-days"
      role="slider"
      tabIndex={day ? 0 : -1}
      aria-label="Day"
      aria-disabled={!day}
      aria-valuemin={0}
      aria-valuemax={Math.max(days.length - 1, 0)}
      aria-valuenow={Math.max(place.at, 0)}
      aria-valuetext={day ? dayWords(day, place.scene) : 'no day'}
      onFocus={() => void (control.focused.value = true)}
      onBlur={() => void (control.focused.value = false)}
      onKeyDown={(event) => {
        // Keys come faster than frames: from where the last one led.
        const next = byKey(event.key, port, control.place(port));
        if (!next || !day) return;
        event.preventDefault();
        control.pointed.value = null;
        control.go(port, next);
      }}
      {...pointer}
    >
      {children}
    </div>
  );
}

function byKey(key: string, { days }: TimePort, place: Place): Place | null {
  const { at, scene } = place;
  const showing = scene !== null;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return stepped(days, place, 1);
    case 'ArrowLeft':
    case 'ArrowDown':
      return stepped(days, place, -1);
    case 'PageUp':
      return toDay(days, at + page, showing);
    case 'PageDown':
      return toDay(days, at - page, showing);
    case 'Home':
      return toDay(days, 0, showing);
    case 'End':
      return toDay(days, days.length - 1, showing);
    case 'Enter':
    case ' ':
      return toDay(days, at, !showing);
    default:
      return null;
  }
}

type Pointed = PointerEvent & { readonly currentTarget: HTMLElement };

/** A press shows a day's scene, its next, then none; a drag shows the first of each day on its way. */
function usePointer(port: TimePort, control: StripControl, scale: TimeScale) {
  const press = useRef<{ readonly from: number; dragged: boolean } | null>(null);
  const under = (event: Pointed) =>
    nearestDay(port.days, scale, event.clientX - event.currentTarget.getBoundingClientRect().left);
  const end = () => {
    press.current = null;
  };
  return {
    onPointerDown(event: Pointed) {
      if (!event.isPrimary || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      press.current = { from: under(event), dragged: false };
      control.pointed.value = press.current.from;
    },
    onPointerMove(event: Pointed) {
      const at = under(event);
      control.pointed.value = at;
      const held = press.current;
      if (!held || (!held.dragged && at === held.from)) return;
      held.dragged = true;
      control.go(port, toDay(port.days, at, true));
    },
    onPointerUp() {
      const held = press.current;
      end();
      if (held && !held.dragged) control.go(port, pressed(port.days, held.from, port.shownScene));
    },
    onPointerCancel: end,
    onPointerLeave() {
      control.pointed.value = null;
    },
  };
}
