import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Fault } from '../data/field.tsx';
import type { Live } from '../live-port.ts';
import { counted } from '../words.ts';
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
  /** Counts up each time a person wants to be here. */
  readonly asked: number;
  readonly close: () => void;
}

/** How a layer is drawn. All that is set shows at once: it is another drawing of what is there. */
export function StyleEditor({ id, layer, live, draft, asked, close }: StyleEditorProps) {
  const place = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    place.current!.focus({ preventScroll: true });
    place.current!.scrollIntoView({ block: 'nearest' });
  }, [asked]);
  const port = live.now();
  const again = useSignal(0);
  const count = useViewValues(port, layer, again.value);
  const { look } = draft;
  const classes = classesOf(layer.visParams).length;
  // Dates of a short series have a colour each: there is nothing to stretch.
  const ramp = layer.aspect !== 'date' || classes === 0;
  return (
    <section
      ref={place}
      id={id}
      class="layer-style"
      aria-label={`Style of ${layer.name}`}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        close();
      }}
    >
      {!look && <p class="quiet">Its bands are known once it is prepared.</p>}
      {look && (
        <>
          {layer.aspect === 'pixels' && <BandFields layer={layer} look={look} draft={draft} />}
          {classes > 0 && <p class="quiet">{counted(classes, 'value')} in a colour of their own.</p>}
          {ramp && (
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
              {look.bands.length === 1 && <PaletteField look={look} draft={draft} />}
            </>
          )}
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
