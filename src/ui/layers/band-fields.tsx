import { useId } from 'preact/hooks';
import { bandPresets } from './band-presets.ts';
import { withBands } from './layer-style.ts';
import type { ArrangedLayer, LayerLook } from './layers-port.ts';
import type { StyleDraft } from './style-draft.ts';

interface BandFieldsProps {
  readonly layer: ArrangedLayer;
  readonly look: LayerLook;
  readonly draft: StyleDraft;
}

const single = 'single';
const custom = 'custom';

/** Which bands are shown: a usual combination, three chosen by hand, or one. */
export function BandFields({ layer, look, draft }: BandFieldsProps) {
  const id = useId();
  const { bands } = layer;
  if (bands.length < 2) return null;
  const presets = bandPresets(bands);
  const show = (names: readonly string[]) => draft.set(withBands(look, names));
  const preset = presets.find((each) => each.bands.join() === look.bands.join());
  const chosen = look.bands.length === 1 ? single : (preset?.name ?? custom);
  return (
    <div class="style-part">
      <label for={id}>Bands</label>
      <select
        id={id}
        class="text-field"
        value={chosen}
        onChange={({ currentTarget: { value } }) => {
          if (value === single) show(look.bands.slice(0, 1));
          else if (value === custom) show(threeOf(look.bands, bands));
          else show(presets.find(({ name }) => name === value)!.bands);
        }}
      >
        {presets.map(({ name, bands }) => (
          <option key={name} value={name}>
            {name} ({bands.join(', ')})
          </option>
        ))}
        <option value={single}>Single band</option>
        {bands.length >= 3 && <option value={custom}>Three bands</option>}
        {look.bands.length === 2 && chosen === custom && bands.length < 3 && (
          <option value={custom}>Two bands</option>
        )}
      </select>
      <div class="band-selects">
        {look.bands.map((band, at) => (
          <select
            key={at}
            class="text-field"
            data-channel={look.bands.length === 3 ? channels[at] : undefined}
            aria-label={look.bands.length === 3 ? `Band shown in ${channels[at]}` : 'Band that is shown'}
            value={band}
            onChange={({ currentTarget: { value } }) => show(look.bands.with(at, value))}
          >
            {bands.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        ))}
      </div>
    </div>
  );
}

export const channels = ['red', 'green', 'blue'] as const;

/** Those that are shown, filled up by others. */
function threeOf(shown: readonly string[], bands: readonly string[]): readonly string[] {
  return [...new Set([...shown, ...bands])].slice(0, 3);
}
