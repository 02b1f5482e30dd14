import { signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Compare } from '../../choice/compare.ts';
import { coalesce } from '../coalesce.ts';
import type { ComparePort } from './compare-port.ts';

type Pointed = PointerEvent & { readonly currentTarget: HTMLElement };

/** The line of a port, as long as the component is there. */
export function useLine(port: ComparePort): Line {
  const line = useMemo(() => new Line(port), [port]);
  useEffect(() => line.stop, [line]);
  return line;
}

/** Moves the line: what shows it hears at once, the port once a frame. */
export class Line {
  readonly #port: ComparePort;
  /** Where it was moved to; null: where the port has it. */
  readonly #moved = signal<number | null>(null);
  readonly #soon = coalesce(() => this.#tell());
  /** CSS pixels from the line to the pointer that drags it; null: none does. */
  #grip: number | null = null;

  constructor(port: ComparePort) {
    this.#port = port;
  }

  position(compare: Compare): number {
    return this.#moved.value ?? compare.position;
  }

  /** Places beyond the map's edges are taken for the edges. */
  readonly to = (position: number): void => {
    this.#moved.value = Math.min(Math.max(Math.round(position * 1000) / 1000, 0), 1);
    this.#soon.request();
  };

  readonly stop = (): void => {
    this.#soon.stop();
    this.#tell();
  };

  readonly onKeyDown = (event: KeyboardEvent): void => {
    const { compare } = this.#port;
    const to = compare && target(event, this.#moved.peek() ?? compare.position);
    if (to === null) return;
    event.preventDefault();
    this.to(to);
  };

  /** Listeners by which an element is dragged with a mouse, a pen or a finger. */
  dragged(area: () => DOMRect) {
    const end = (): void => {
      this.#grip = null;
    };
    return {
      onPointerDown: (event: Pointed): void => {
        const { compare } = this.#port;
        if (!event.isPrimary || event.button !== 0 || !compare) return;
        const { left, width } = area();
        this.#grip = event.clientX - left - width * (this.#moved.peek() ?? compare.position);
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event: Pointed): void => {
        const { left, width } = area();
        if (this.#grip === null || !event.isPrimary || width === 0) return;
        this.to((event.clientX - this.#grip - left) / width);
      },
      onPointerUp: end,
      onPointerCancel: end,
      onLostPointerCapture: end,
    };
  }

  #tell(): void {
    const position = this.#moved.peek();
    const { compare } = this.#port;
    if (position !== null && compare) this.#port.compare = { ...compare, position };
    this.#moved.value = null;
  }
}

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  PageDown: -0.1,
  PageUp: 0.1,
  Home: -1,
  End: 1,
};

/** Where a key takes the line; null: nowhere. */
function target({ key, altKey, ctrlKey, metaKey }: KeyboardEvent, from: number): number | null {
  const step = steps[key];
  return step === undefined || altKey || ctrlKey || metaKey ? null : from + step;
}
