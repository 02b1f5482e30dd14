import { type ReadonlySignal, effect, signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { ChevronIcon } from './icons.tsx';
import { remember, remembered } from './remembered.ts';

export interface RailControl {
  readonly folded: ReadonlySignal<boolean>;
  toggle(): void;
  stop(): void;
}

/** Folded or not, remembered; marks `page` with `data-rail`, as the width of the map depends on it. */
export function railControl(page: HTMLElement): RailControl {
  const folded = signal(remembered('rail') === 'folded');
  const stop = effect(() => {
    page.dataset['rail'] = folded.value ? 'folded' : 'open';
  });
  return {
    folded,
    toggle() {
      folded.value = !folded.value;
      remember('rail', folded.value ? 'folded' : null);
    },
    stop,
  };
}

/** The place of all panels: a column at the left, on narrow screens a sheet at the bottom with a handle of its own. */
export function Rail({ control, children }: { control: RailControl; children: ComponentChildren }) {
  const folded = control.folded.value;
  return (
    <aside class="rail" aria-label="Panels">
      <button
        type="button"
        class="sheet-handle"
        aria-expanded={!folded}
        aria-controls="panels"
        onClick={control.toggle}
      >
        <span>Panels</span>
        <ChevronIcon />
      </button>
      <div id="panels" class="panels" hidden={folded}>
        {children}
      </div>
    </aside>
  );
}

interface PanelProps {
  readonly title: string;
  /** Folded at start. */
  readonly folded?: boolean;
  /** Stays in sight where the panel is folded. */
  readonly warning?: string | null;
  readonly children: ComponentChildren;
}

/** One panel: a heading that folds it. */
export function Panel({ title, folded = false, warning = null, children }: PanelProps) {
  // `open` is only where the panel starts: from then on the browser keeps it.
  const start = useRef(!folded);
  return (
    <details class="panel" open={start.current}>
      <summary>
        <ChevronIcon />
        <h2>{title}</h2>
        {warning && <span class="warning">{warning}</span>}
      </summary>
      {children}
    </details>
  );
}
