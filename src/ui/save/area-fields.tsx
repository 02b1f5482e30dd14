import { useId } from 'preact/hooks';
import { Fault } from '../data/field.tsx';
import type { GeotiffControl } from './geotiff-control.ts';

/** What of the world is saved: the view, a box, an outline. */
export function AreaFields({ control }: { control: GeotiffControl }) {
  const id = useId();
  const { kind } = control.wish.value.area;
  const { picking } = control;
  return (
    <fieldset>
      <legend>Area</legend>
      <div class="row choices">
        <button
          type="button"
          class="button"
          aria-pressed={kind === 'view'}
          onClick={() => {
            picking.stop();
            control.edit({ area: { kind: 'view' } });
          }}
        >
          This view
        </button>
        <button
          type="button"
          class="button"
          aria-pressed={kind === 'box'}
          onClick={() => void control.pickBox()}
        >
          Draw a box
        </button>
        <label class={`button file-button${kind === 'outline' ? ' chosen' : ''}`} for={id}>
          GeoJSON file
          <input
            id={id}
            type="file"
            accept=".geojson,.json,application/geo+json"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              if (file) void control.openOutline(file);
              currentTarget.value = '';
            }}
          />
        </label>
      </div>
      {picking.running.value && (
        <p class="hint picking" role="status">
          Drag on the map. Escape ends it.{' '}
          <button type="button" class="text-button" onClick={picking.stop}>
            Stop
          </button>
        </p>
      )}
      {kind === 'outline' && <p class="hint">Pixels outside the outline are masked.</p>}
      <Fault sentence={picking.error.value} />
    </fieldset>
  );
}
