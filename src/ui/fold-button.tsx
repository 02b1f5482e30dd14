import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { ChevronIcon } from './icons.tsx';

/** Unfolds what stands below it, which is made only then. */
export function FoldButton({ open, children }: { open: Signal<boolean>; children: ComponentChildren }) {
  return (
    <button
      type="button"
      class="text-button"
      aria-expanded={open.value}
      onClick={() => {
        open.value = !open.value;
      }}
    >
      <ChevronIcon />
      {children}
    </button>
  );
}
