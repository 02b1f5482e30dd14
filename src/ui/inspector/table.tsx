import { useComputed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type Column, columnsOf, type Row, rowsOf, type Sorting, sorted } from './columns.ts';
import type { InspectorControl } from './inspector-control.ts';

/** What the chart shows, in text: of the chosen pin. */
export function Table({ control }: { control: InspectorControl }) {
  const pin = control.pin.value;
  const inspection = pin?.inspection.value ?? null;
  if (!pin || !inspection) return null;
  const columns = columnsOf(inspection, control.units.value);
  const sorting = control.sorting.value;
  const shown = control.live.now().shownScene;
  return (
    // A region that scrolls is reached by Tab, so that the arrow keys scroll it.
    <div class="inspector-table" role="region" aria-label="Table" tabIndex={0}>
      <table>
        <caption class="unseen">{`${control.nameOf(pin)}: its scenes`}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} sorting={sorting} control={control} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted(rowsOf(inspection), columns, sorting).map((row) => (
            <SceneRow
              key={row.scene.id}
              row={row}
              columns={columns}
              control={control}
              shown={row.scene.index === shown}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadProps {
  readonly column: Column;
  readonly sorting: Sorting;
  readonly control: InspectorControl;
}

function Head({ column: { key, title, numeric }, sorting, control }: HeadProps) {
  const mine = sorting.key === key;
  const order = !mine ? 'none' : sorting.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" aria-sort={order} class={numeric ? 'number' : undefined}>
      <button
        type="button"
        onClick={() => {
          control.sorting.value = { key, descending: mine && !sorting.descending };
        }}
      >
        {title}
        <span aria-hidden="true">{!mine ? '' : sorting.descending ? ' ↓' : ' ↑'}</span>
      </button>
    </th>
  );
}

interface RowProps {
  readonly row: Row;
  readonly columns: readonly Column[];
  readonly control: InspectorControl;
  readonly shown: boolean;
}

function SceneRow({ row, columns, control, shown }: RowProps) {
  const { id, index, state } = row.scene;
  const lit = useComputed(() => control.hovered.value === id).value;
  const line = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (lit && line.current && !line.current.matches(':hover, :focus-within')) bringIn(line.current);
  }, [lit]);
  const point = (scene: string | null) => () => {
    control.hovered.value = scene;
  };
  return (
    <tr
      ref={line}
      data-lit={lit}
      data-shown={shown}
      data-state={state}
      onPointerEnter={point(id)}
      onPointerLeave={point(null)}
    >
      {columns.map((column, at) => (
        <td key={column.key} class={column.numeric ? 'number' : undefined}>
          {at === 0 ? (
            <button
              type="button"
              aria-pressed={shown}
              title={shown ? 'Take this scene off the map' : 'Lay this scene on the map'}
              onClick={() => control.lay(index)}
              onFocus={point(id)}
              onBlur={point(null)}
            >
              {column.text(row)}
            </button>
          ) : (
            column.text(row)
          )}
        </td>
      ))}
    </tr>
  );
}

/** Scrolls the table alone; its head stays over the rows. */
function bringIn(row: HTMLTableRowElement): void {
  const list = row.closest('.inspector-table')!;
  const head = list.querySelector('thead')!.getBoundingClientRect().height;
  const [own, around] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
  if (own.top < around.top + head) list.scrollTop -= around.top + head - own.top;
  else if (own.bottom > around.bottom) list.scrollTop += own.bottom - around.bottom;
}
