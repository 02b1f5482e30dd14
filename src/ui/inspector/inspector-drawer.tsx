import { useLayoutEffect, useRef } from 'preact/hooks';
import { sentence } from '../words.ts';
import { Chart } from './chart.tsx';
import { Chips } from './chips.tsx';
import { Head } from './head.tsx';
import type { InspectorControl } from './inspector-control.ts';
import { InspectorEdge } from './inspector-edge.tsx';
import { DateLine, ReadingLine } from './reading-line.tsx';
import { Table } from './table.tsx';

/** The place of the inspector: below the map; a sheet on narrow screens. */
export function InspectorDrawer({ control }: { control: InspectorControl }) {
  const open = control.open.value;
  const drawer = useRef<HTMLElement>(null);
  const focus = control.focus.value;
  useLayoutEffect(() => {
    if (focus > 0) drawer.current?.focus();
  }, [focus]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    if (control.drawing.running.value) control.drawing.stop();
    else if (control.adding.value) control.adding.value = false;
    else control.close();
  };
  return (
    <>
      <p class="unseen" role="status">
        {control.said.value}
      </p>
      <section
        ref={drawer}
        id="inspector"
        class="inspector"
        aria-label="Inspector"
        hidden={!open}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        {open && (
          <>
            <InspectorEdge />
            <Head control={control} />
            <Body control={control} />
          </>
        )}
      </section>
    </>
  );
}

function Body({ control }: { control: InspectorControl }) {
  const pin = control.pin.value;
  const inspection = pin?.inspection.value ?? null;
  const none = inspection?.scenes.length === 0;
  const drawn = control.drawing.error.value;
  return (
    <>
      {drawn !== null && (
        <p class="inspector-line warning" role="alert">
          {sentence(drawn)}
        </p>
      )}
      {control.drawing.running.value && (
        <p class="inspector-line quiet">
          Drag a box on the map. By keys: arrow keys move the map, Enter sets a corner and the opposite one.
          Escape gives up.
        </p>
      )}
      {!pin && !control.drawing.running.value && (
        <p class="inspector-line quiet">
          Click the map to see all dates of a pixel, or move its crosshair by keyboard and press Enter. Box
          shows the mean of an area.
        </p>
      )}
      {pin && <ReadingLine control={control} pin={pin} />}
      {inspection?.mosaics.flatMap(({ layer, name, error }) =>
        error === null
          ? []
          : [
              <p key={layer} class="inspector-line warning">
                {`${name}: ${error}`}
              </p>,
            ],
      )}
      {none && <p class="inspector-line quiet">No scene covers this place.</p>}
      {inspection && !none && <Views control={control} />}
    </>
  );
}

/** Beside each other where there is room; else one of them. */
function Views({ control }: { control: InspectorControl }) {
  const view = control.view.value;
  const choice = (of: 'chart' | 'table', name: string) => (
    <button
      type="button"
      class="button"
      aria-pressed={view === of}
      onClick={() => {
        control.view.value = of;
      }}
    >
      {name}
    </button>
  );
  return (
    <div class="inspector-views" data-view={view}>
      <div class="view-switch" role="group" aria-label="View">
        {choice('chart', 'Chart')}
        {choice('table', 'Table')}
      </div>
      <div class="inspector-dates">
        <Chart control={control} />
        <DateLine control={control} />
        <Chips control={control} />
      </div>
      <Table control={control} />
    </div>
  );
}
