import { useEffect, useRef } from 'preact/hooks';
import { DrawerEdge } from './drawer-edge.tsx';
import type { ScriptControl } from './script-control.ts';
import { ScriptPart } from './script-part.tsx';

/** The place of the panel: right of the map, below it on narrow screens. Made when first opened, and kept. */
export function ScriptDrawer({ control }: { control: ScriptControl }) {
  const open = control.open.value;
  const wanted = useRef(false);
  wanted.current ||= open;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = event.code === 'Backquote' || event.key === '`';
      if (!key || !event.ctrlKey || event.altKey || event.shiftKey || event.metaKey) return;
      event.preventDefault();
      control.toggle();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [control]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) control.run();
    else if (event.key === 'Escape' && !(event.target as Element).closest('.cm-editor')) leave(control);
    else return;
    event.preventDefault();
  };
  return (
    <aside id="script" class="script" aria-label="Script" hidden={!open} onKeyDown={onKeyDown}>
      {wanted.current && (
        <>
          <DrawerEdge />
          <ScriptPart control={control} />
        </>
      )}
    </aside>
  );
}

/** What was opened last is closed first. */
function leave(control: ScriptControl): void {
  if (control.offer.value) control.answer(false);
  else if (control.gallery.value) control.gallery.value = false;
  else control.close();
}
