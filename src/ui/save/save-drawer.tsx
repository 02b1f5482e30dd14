import { useEffect, useRef } from 'preact/hooks';
import { CrossIcon } from '../icons.tsx';
import { Panel } from '../rail.tsx';
import { GeotiffSection } from './geotiff-section.tsx';
import type { SaveControl } from './save-control.ts';

/** Right of the map, where the script opens, too; below it on narrow screens. */
export function SaveDrawer({ control }: { control: SaveControl }) {
  const open = control.open.value;
  const focus = control.focus.value;
  const drawer = useRef<HTMLElement>(null);
  useEffect(() => {
    if (focus > 0) drawer.current?.focus();
  }, [focus]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    const { picking } = control.geotiff;
    if (picking.running.value) picking.stop();
    else control.close();
  };
  return (
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
            <button type="button" class="icon-button" aria-label="Close" onClick={() => control.close()}>
              <CrossIcon />
            </button>
          </header>
          <div class="save-parts">
            <Panel title="GeoTIFF">
              <GeotiffSection control={control.geotiff} />
            </Panel>
          </div>
        </>
      )}
    </aside>
  );
}
