import { type ReadonlySignal, computed, effect, signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { ChevronIcon } from './icons.tsx';
import type { Sheet } from './one-sheet.ts';
import { initialRail, narrowScreen } from './page-start.ts';
import { remember } from './remembered.ts';

export interface RailControl extends Sheet {
  readonly folded: ReadonlySignal<boolean>;
  /** What a person does: it is remembered. */
  toggle(): void;
  show(): void;
  stop(): void;
}

/**
 * Folded or not, remembered for wide and narrow screens apart: on a narrow one the panels start folded, as they would
 * cover the map. Marks `page` with `data-rail`, as the width of the map depends on it.
 */
export function railControl(page: HTMLElement): RailControl {
  const narrow = matchMedia(narrowScreen);
  const folded = signal(false);
  const recall = (): void => {
    folded.value = initialRail(narrow.matches).state === 'folded';
  };
  recall();
  narrow.addEventListener('change', recall);
  const unmark = effect(() => {
    page.dataset['rail'] = folded.value ? 'folded' : 'open';
  });
  return {
    folded,
    open: computed(() => !folded.value),
    toggle() {
      folded.value = !folded.value;
      const now = folded.value ? 'folded' : 'open';
      const { name, usual } = initialRail(narrow.matches);
      remember(name, now === usual ? null : now);
    },
    show() {
      folded.value = false;
    },
    close() {
      folded.value = true;
    },
    stop() {
      narrow.removeEventListener('change', recall);
      unmark();
    },
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
