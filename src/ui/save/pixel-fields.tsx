import { Field } from '../data/field.tsx';
import type { GeotiffControl } from './geotiff-control.ts';

/** The grid: native pixels, or a CRS and a size. */
export function PixelFields({ control }: { control: GeotiffControl }) {
  const { pixels } = control.wish.value;
  const own = control.outlook.value;
  const toggle = (native: boolean) => {
    const start = { crs: own?.crs ?? 'EPSG:3857', size: String(own?.pixel.width ?? 10) };
    control.edit({ pixels: native ? null : start });
  };
  return (
    <fieldset>
      <legend>Pixels</legend>
      <div class="row choices">
        <button type="button" class="button" aria-pressed={pixels === null} onClick={() => toggle(true)}>
          Native
        </button>
        <button type="button" class="button" aria-pressed={pixels !== null} onClick={() => toggle(false)}>
          Other CRS or size
        </button>
      </div>
      {pixels && (
        <div class="pair">
          <Field label="CRS">
            {(ties) => (
              <input
                {...ties}
                type="text"
                spellcheck={false}
                autocomplete="off"
                value={pixels.crs}
                onChange={({ currentTarget }) =>
                  control.edit({ pixels: { ...pixels, crs: currentTarget.value.trim() } })
                }
              />
            )}
          </Field>
          <Field label="Pixel size, in its units">
            {(ties) => (
              <input
                {...ties}
                type="text"
                inputMode="decimal"
                autocomplete="off"
                value={pixels.size}
                onChange={({ currentTarget }) =>
                  control.edit({ pixels: { ...pixels, size: currentTarget.value } })
                }
              />
            )}
          </Field>
        </div>
      )}
    </fieldset>
  );
}
