import { useEffect, useRef } from 'preact/hooks';
import { SaveIcon } from '../icons.tsx';
import { lostFocus } from '../lost-focus.ts';
import type { SaveControl } from './save-control.ts';

/** Opens and closes the drawer; who closes it from within is back here. */
export function SaveButton({ control }: { control: SaveControl }) {
  const open = control.open.value;
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !open && lostFocus('#save')) button.current?.focus();
    wasOpen.current = open;
  }, [open]);
  return (
    <button
      ref={button}
      type="button"
      class="button save-button"
      title={open ? 'Close what can be saved' : 'Save pictures and numbers of what is seen'}
      aria-label="Save"
      aria-expanded={open}
      aria-controls="save"
      onClick={() => control.toggle()}
    >
      <SaveIcon />
      <span>Save</span>
    </button>
  );
}
