import { type ReadonlySignal, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { notFetched } from '../../errors.ts';
import { task } from '../data/task.ts';
import { CrossIcon } from '../icons.tsx';
import { sentence } from '../words.ts';
import type { SaveControl } from './save-control.ts';

type Panel = ComponentType<{ control: SaveControl }>;

const fetched = signal<Panel | null>(null);

async function fetchPanel(): Promise<Panel> {
  const part = await import('./save-panel.tsx').catch(notFetched('the Save drawer'));
  return part.SavePanel;
}

/** Right of the map, in the place of the script; a sheet below it on narrow screens. Its content is fetched when first opened. */
export function SaveDrawer({ control }: { control: SaveControl }) {
  const open = control.open.value;
  const focus = control.focus.value;
  const drawer = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (focus > 0) drawer.current?.focus();
  }, [focus]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    if (control.geotiff.picking.running.value) control.geotiff.picking.stop();
    else if (control.picture.running.value) control.cancel();
    else control.close();
  };
  return (
    <>
      <p class="unseen" role="status">
        {control.said.value}
      </p>
      <aside
        ref={drawer}
        id="save"
        class="save"
        aria-label="Save"
        hidden={!open}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        {open && (
          <>
            <header class="save-head">
              <h2>Save</h2>
              <button
                type="button"
                class="icon-button"
                aria-label="Close the Save drawer"
                title="Close (Escape)"
                onClick={() => control.close()}
              >
                <CrossIcon />
              </button>
            </header>
            <Content control={control} />
          </>
        )}
      </aside>
    </>
  );
}

function Content({ control }: { control: SaveControl }) {
  const fetching = useMemo(task, []);
  const begin = () =>
    fetching.run(async () => {
      fetched.value = await fetchPanel();
    });
  useEffect(() => {
    if (!fetched.value) void begin();
    return fetching.stop;
  }, [fetching]);
  const Panel = fetched.value;
  return Panel ? <Panel control={control} /> : <Fetching error={fetching.error} retry={begin} />;
}

function Fetching({ error, retry }: { error: ReadonlySignal<string | null>; retry: () => void }) {
  if (error.value === null) return <p class="save-fetching quiet">Opening…</p>;
  return (
    <div class="save-fetching">
      <p class="warning" role="alert">
        {sentence(error.value)}
      </p>
      <button type="button" class="button" onClick={retry}>
        Retry
      </button>
    </div>
  );
}
