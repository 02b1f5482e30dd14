import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { remember, remembered } from '../remembered.ts';

const least = 180;
const usual = 340;
const step = 24;

/** The edge that makes the drawer higher or lower, by pointer and by arrow keys; the height is remembered. */
export function InspectorEdge() {
  const height = useSignal(bounded(Number(remembered('inspector-height') ?? usual)));
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--inspector-height', `${height.value}px`);
    return () => void style.removeProperty('--inspector-height');
  }, [height.value]);
  const set = (wanted: number) => {
    height.value = bounded(wanted);
    remember('inspector-height', String(height.value));
  };
  return (
    // A separator that can be moved is a widget, with a value and keys.
    <div
      class="inspector-edge"
      role="separator"
      tabIndex={0}
      aria-label="Height of the inspector"
      aria-orientation="horizontal"
      aria-controls="inspector"
      aria-valuenow={height.value}
      aria-valuemin={least}
      aria-valuemax={most()}
      onKeyDown={(event) => {
        const higher = { ArrowUp: step, ArrowDown: -step, Home: Infinity, End: -Infinity }[event.key];
        if (higher === undefined) return;
        event.preventDefault();
        set(height.value + higher);
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        set(event.currentTarget.parentElement!.getBoundingClientRect().bottom - event.clientY);
      }}
    />
  );
}

function most(): number {
  return Math.max(Math.floor(innerHeight / 2), least);
}

function bounded(wanted: number): number {
  return Math.round(Math.min(Math.max(Number.isNaN(wanted) ? usual : wanted, least), most()));
}
