import { useEffect, useRef } from 'preact/hooks';
import { ScriptIcon } from '../icons.tsx';
import { lostFocus } from '../lost-focus.ts';
import type { ScriptControl } from './script-control.ts';

/** Opens and closes the panel, as its key does; who closes it from within is back here. */
export function ScriptButton({ control }: { control: ScriptControl }) {
  const open = control.open.value;
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !open && lostFocus('#script')) button.current?.focus();
    wasOpen.current = open;
  }, [open]);
  return (
    <button
      ref={button}
      type="button"
      class="button script-button"
      title={open ? 'Close the script (Ctrl+`)' : 'Write and run Earth Engine scripts (Ctrl+`)'}
      aria-keyshortcuts="Control+`"
      aria-label="Script"
      aria-expanded={open}
      aria-controls="script"
      onClick={() => control.toggle()}
    >
      <ScriptIcon />
      <span>Script</span>
    </button>
  );
}
