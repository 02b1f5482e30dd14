import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { dropPlace } from './order.ts';

/** Where a dragged row would come to lie, as a mark on its neighbours. */
export type DragMark = 'held' | 'above' | 'below' | undefined;

/** Rows dragged by their handles; `drop` is told places from the top. Escape leaves all as it was. */
export function useReorder(
  list: RefObject<HTMLUListElement | null>,
  drop: (from: number, place: number) => void,
) {
  const drag = useSignal<{ readonly from: number; readonly place: number } | null>(null);
  const stop = useRef<() => void>(() => {});
  useLayoutEffect(() => () => stop.current(), []);

  function start(event: PointerEvent, from: number): void {
    if (event.button !== 0) return;
    stop.current();
    const ended = new AbortController();
    const listen = { signal: ended.signal };
    const { pointerId } = event;
    stop.current = () => {
      ended.abort();
      drag.value = null;
    };
    const placeAt = (y: number) => dropPlace(middlesOf(list.current!), from, y);
    const mine = (then: (event: PointerEvent) => void) => (event: PointerEvent) => {
      if (event.pointerId === pointerId) then(event);
    };
    addEventListener(
      'pointermove',
      mine(({ clientY }) => {
        drag.value = { from, place: placeAt(clientY) };
      }),
      listen,
    );
    addEventListener(
      'pointerup',
      mine(({ clientY }) => {
        const moved = drag.value;
        const place = placeAt(clientY);
        stop.current();
        if (moved && place !== from) drop(from, place);
      }),
      listen,
    );
    addEventListener('pointercancel', mine(stop.current), listen);
    addEventListener('keydown', ({ key }) => key === 'Escape' && stop.current(), listen);
  }

  function mark(row: number): DragMark {
    if (!drag.value) return undefined;
    const { from, place } = drag.value;
    if (row === from) return 'held';
    if (place === from || row !== place) return undefined;
    return place < from ? 'above' : 'below';
  }

  return { start, mark };
}

const middlesOf = (list: HTMLElement) =>
  Array.from(list.children, (row) => {
    const { top, height } = row.getBoundingClientRect();
    return top + height / 2;
  });
