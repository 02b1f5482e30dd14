import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { remember, remembered } from '../remembered.ts';

const least = 320;
/** CSS pixels that stay for rail and map. */
const elsewhere = 480;
const usual = 480;
const step = 24;

/** The edge that makes the drawer wider or narrower, by pointer and by arrow keys; the width is remembered. */
export function DrawerEdge() {
  const width = useSignal(bounded(Number(remembered('script-width') ?? usual)));
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--script-width', `${width.value}px`);
    return () => void style.removeProperty('--script-width');
  }, [width.value]);
  const set = (wanted: number) => {
    width.value = bounded(wanted);
    remember('script-width', String(width.value));
  };
  return (
    // A separator that can be moved is a widget, with a value and keys.
    <div
      class="script-edge"
      role="separator"
      tabIndex={0}
      aria-label="Width of the script"
      aria-orientation="vertical"
      aria-controls="script"
      aria-valuenow={width.value}
      aria-valuemin={least}
      aria-valuemax={most()}
      onKeyDown={(event) => {
        const wider = { ArrowLeft: step, ArrowRight: -step, Home: Infinity, End: -Infinity }[event.key];
        if (wider === undefined) return;
        event.preventDefault();
        set(width.value + wider);
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) set(innerWidth - event.clientX);
      }}
    />
  );
}

function most(): number {
  return Math.max(innerWidth - elsewhere, least);
}

function bounded(wanted: number): number {
  return Math.round(Math.min(Math.max(Number.isNaN(wanted) ? usual : wanted, least), most()));
}
