import { useSignal } from '@preact/signals';
import { Fault } from '../data/field.tsx';
import type { Live } from '../live-port.ts';
import { BandFields } from './band-fields.tsx';
import { GammaSlider } from './gamma-slider.tsx';
import { classesOf } from './layer-style.ts';
import type { ArrangedLayer, LayersPort } from './layers-port.ts';
import { PaletteField } from './palette-field.tsx';
import { StretchFields } from './stretch-fields.tsx';
import type { StyleDraft } from './style-draft.ts';
import { useViewValues } from './use-view-values.ts';

interface StyleEditorProps {
  readonly id: string;
  readonly layer: ArrangedLayer;
  readonly live: Live<LayersPort>;
  readonly draft: StyleDraft;
}

/** How a layer is drawn. All that is set shows at once: it is another drawing of what is there. */
export function StyleEditor({ id, layer, live, draft }: StyleEditorProps) {
  const port = live.now();
  const again = useSignal(0);
  const count = useViewValues(port, layer, again.value);
  const { look } = draft;
  // Of margins, ties alone have a colour of their own, all else is a ramp.
  const classes = layer.aspect === 'margin' ? [] : classesOf(layer.visParams);
  return (
    <section id={id} class="layer-style" aria-label={`Style of ${layer.name}`}>
      {!look && <p class="quiet">Its bands are known once it is prepared.</p>}
      {look && (
        <>
          {layer.aspect === 'pixels' && <BandFields layer={layer} look={look} draft={draft} />}
          {classes.length > 0 ? (
            <p class="quiet">Drawn in {classes.length} colours, one for each value.</p>
          ) : (
            <>
              <StretchFields
                look={look}
                draft={draft}
                count={count.value}
                days={layer.aspect === 'date'}
                recount={() => {
                  again.value += 1;
                }}
              />
              <GammaSlider look={look} draft={draft} />
            </>
          )}
          {look.bands.length === 1 && classes.length === 0 && <PaletteField look={look} draft={draft} />}
        </>
      )}
      <Fault sentence={draft.fault.value} />
      <button
        type="button"
        class="button"
        disabled={!draft.changed && !draft.fault.value}
        onClick={() => draft.reset()}
      >
        Reset
      </button>
    </section>
  );
}
