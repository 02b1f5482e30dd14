import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { readGeoJson } from '../../choice/geojson-place.ts';
import { boxPlace, roundBounds } from '../../choice/place.ts';
import { readTypedPlace } from '../../choice/typed-place.ts';
import { tell } from '../../errors.ts';
import type { DataControl } from './data-control.ts';
import { Fault, Field } from './field.tsx';
import { textOfOutline } from './outline-file.ts';
import { placeWords } from './words.ts';

/** Where: wherever the map goes, or a place picked, typed, or taken from a file. */
export function PlaceFields({ control }: { control: DataControl }) {
  const { place } = control.draft.value;
  const { picking } = control;
  const note = useSignal<string | null>(null);
  const fault = useSignal<string | null>(null);
  const read = (reading: () => ReturnType<typeof readTypedPlace>) => {
    try {
      const found = reading();
      picking.stop();
      [note.value, fault.value] = [found.note, null];
      control.edit({ place: found.place });
      return true;
    } catch (error) {
      fault.value = tell(error);
      return false;
    }
  };
  const forget = () => ([note.value, fault.value] = [null, null]);
  const before = useRef(place);
  /** Once the field is left, by a click perhaps, the words that come would move what is clicked. */
  const readWhileTyped = (text: string) => {
    const found = placeIfWhole(text);
    [note.value, fault.value] = [found?.note ?? null, null];
    control.edit({ place: found ? found.place : before.current });
  };
  return (
    <fieldset class="field">
      <legend>Place</legend>
      <p class="read-back" role="status">
        {place && placeWords(place)}
        {place && note.value && <span class="quiet">{` (${note.value})`}</span>}
      </p>
      <PlaceButtons control={control} onPlace={forget} />
      {picking.running.value && <PickingHint control={control} />}
      <Fault sentence={picking.error.value} />
      <TypedPlace
        onBegin={() => {
          before.current = control.draft.value.place;
        }}
        onTyping={readWhileTyped}
        onText={(text) => read(() => readTypedPlace(text))}
        fault={fault.value}
      />
      <GeoJsonFile
        onText={(text) => void read(() => readGeoJson(text))}
        onFault={(text) => (fault.value = text)}
      />
    </fieldset>
  );
}

function PlaceButtons({ control, onPlace }: { control: DataControl; onPlace: () => void }) {
  const { place } = control.draft.value;
  const use = (view: boolean) => {
    onPlace();
    control.picking.stop();
    const bounds = view ? boxPlace(roundBounds(control.live.now().viewBounds())) : null;
    control.edit({ place: bounds });
  };
  const pick = (kind: 'point' | 'box') => {
    onPlace();
    void control.pick(kind);
  };
  return (
    <div class="row choices">
      <button type="button" class="button" aria-pressed={place === null} onClick={() => use(false)}>
        Follow the map
      </button>
      <button type="button" class="button" onClick={() => use(true)}>
        This view
      </button>
      <button type="button" class="button" onClick={() => pick('box')}>
        Draw a box
      </button>
      <button type="button" class="button" onClick={() => pick('point')}>
        Click a point
      </button>
    </div>
  );
}

function PickingHint({ control }: { control: DataControl }) {
  return (
    <p class="hint picking" role="status">
      Drag or click on the map. Escape ends it.{' '}
      <button type="button" class="text-button" onClick={control.picking.stop}>
        Stop
      </button>
    </p>
  );
}

function placeIfWhole(text: string): ReturnType<typeof readTypedPlace> | null {
  try {
    return readTypedPlace(text);
  } catch {
    // It may become one.
    return null;
  }
}

interface TypedPlaceProps {
  readonly onBegin: () => void;
  readonly onTyping: (text: string) => void;
  /** Of what was typed to its end; gives whether it is a place. */
  readonly onText: (text: string) => boolean;
  readonly fault: string | null;
}

/** Read as soon as it is whole; Enter reads it, too, before it searches. */
function TypedPlace({ onBegin, onTyping, onText, fault }: TypedPlaceProps) {
  return (
    <Field label="Coordinates or GeoJSON" fault={fault}>
      {(ties) => (
        <input
          {...ties}
          type="text"
          autocomplete="off"
          spellcheck={false}
          placeholder="40.14, -103.19"
          onFocus={onBegin}
          onInput={({ currentTarget }) => onTyping(currentTarget.value)}
          onKeyDown={(event) => {
            const { value } = event.currentTarget;
            if (event.key !== 'Enter' || value.trim() === '') return;
            // A place that is not understood is not searched.
            if (onText(value)) event.currentTarget.value = '';
            else event.preventDefault();
          }}
          onChange={({ currentTarget }) => {
            const { value } = currentTarget;
            if (value.trim() !== '' && onText(value)) currentTarget.value = '';
          }}
        />
      )}
    </Field>
  );
}

interface GeoJsonFileProps {
  readonly onText: (text: string) => void;
  readonly onFault: (sentence: string) => void;
}

function GeoJsonFile({ onText, onFault }: GeoJsonFileProps) {
  const id = useId();
  return (
    <label class="button file-button" for={id}>
      From a GeoJSON file
      <input
        id={id}
        type="file"
        accept=".geojson,.json,application/geo+json"
        onChange={async ({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          currentTarget.value = '';
          if (!file) return;
          try {
            onText(await textOfOutline(file));
          } catch (error) {
            onFault(tell(error));
          }
        }}
      />
    </label>
  );
}
