import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { Field } from '../data/field.tsx';
import type { LayerLook } from './layers-port.ts';
import { gradient, namePalette, palettes, parsePalette, reversed } from './palettes.ts';
import type { StyleDraft } from './style-draft.ts';

/** The colours of a single band: named ones as swatches, each way round, or a person's own. */
export function PaletteField({ look, draft }: { look: LayerLook; draft: StyleDraft }) {
  const group = useId();
  const named = namePalette(look.palette);
  const backwards = named?.backwards ?? false;
  const turn = (colors: readonly string[]) => (backwards ? reversed(colors) : colors);
  return (
    <fieldset class="style-part">
      <legend>Palette</legend>
      <div class="swatches">
        {palettes.map(({ name, colors }) => (
          <label key={name} class="swatch" title={name}>
            <input
              type="radio"
              name={group}
              aria-label={name}
              checked={named?.name === name}
              onChange={() => draft.set({ palette: turn(colors) })}
            />
            <span style={{ backgroundImage: gradient(turn(colors)) }} />
          </label>
        ))}
      </div>
      <p class="palette-name">
        <span>{named ? named.name : 'Colours of your own'}</span>
        <label class="check">
          <input
            type="checkbox"
            checked={backwards}
            onChange={() => draft.set({ palette: reversed(look.palette) })}
          />
          <span>Reversed</span>
        </label>
      </p>
      <OwnColors look={look} draft={draft} />
    </fieldset>
  );
}

function OwnColors({ look, draft }: { look: LayerLook; draft: StyleDraft }) {
  /** What is typed, until the field is left with colours in it. */
  const typed = useSignal<string | null>(null);
  const parsed = typed.value === null ? null : parsePalette(typed.value);
  return (
    <Field label="Colours" fault={typeof parsed === 'string' ? parsed : null}>
      {(ties) => (
        <input
          {...ties}
          type="text"
          class="text-field"
          spellcheck={false}
          autocomplete="off"
          placeholder="white, #99b718, 004c00"
          value={typed.value ?? look.palette.join(', ')}
          onInput={({ currentTarget }) => {
            typed.value = currentTarget.value;
            const colors = parsePalette(currentTarget.value);
            if (typeof colors !== 'string') draft.set({ palette: colors });
          }}
          onBlur={() => {
            if (typeof parsed !== 'string' || typed.value?.trim() === '') typed.value = null;
          }}
        />
      )}
    </Field>
  );
}
