import { useEffect, useRef } from 'preact/hooks';
import { lostFocus } from '../lost-focus.ts';
import type { InspectorControl } from './inspector-control.ts';

/** Opens and closes the inspector; who closes it from within is back here. */
export function InspectorButton({ control }: { control: InspectorControl }) {
  const open = control.open.value;
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !open && lostFocus('#inspector')) button.current?.focus();
    wasOpen.current = open;
  }, [open]);
  return (
    <button
      ref={button}
      type="button"
      class="button inspector-button"
      title={open ? 'Close the inspector' : 'See all dates of a pixel'}
      aria-label="Inspector"
      aria-expanded={open}
      aria-controls="inspector"
      onClick={() => control.toggle()}
    >
      <svg
        class="icon"
        viewBox="0 0 16 16"
        width="16"
        height="16"
        fill="none"
        stroke="currentColor"
        aria-hidden="true"
      >
        <path d="M8 .75v4M8 11.25v4M.75 8h4M11.25 8h4M6.5 6.5h3v3h-3z" />
      </svg>
      <span>Inspector</span>
    </button>
  );
}
