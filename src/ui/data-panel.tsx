import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DataControl } from './data/data-control.ts';
import { DataFormPart } from './data/data-form-part.tsx';
import { ShownNow } from './data/shown-now.tsx';
import type { LivePort } from './live-port.ts';
import { Panel } from './rail.tsx';
import { count } from './words.ts';

/** What is shown, and the way to something else. */
export function DataPanel({ viewer, control }: { viewer: LivePort; control: DataControl }) {
  const { collections } = viewer.now();
  const leftOut = collections.reduce((sum, { rejected }) => sum + rejected.length, 0);
  const open = control.open.value;
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useLayoutEffect(() => {
    // Whoever closes the form is back where they opened it.
    if (wasOpen.current && !open) button.current?.focus();
    wasOpen.current = open;
  }, [open]);
  return (
    <Panel title="Data" warning={leftOut > 0 ? `${count(leftOut)} left out` : null}>
      {open ? (
        <DataFormPart control={control} />
      ) : (
        <>
          <ShownNow viewer={viewer} control={control} />
          <button ref={button} type="button" class="button change-data" onClick={control.change}>
            Change data
          </button>
        </>
      )}
    </Panel>
  );
}
