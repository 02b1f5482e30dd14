import { CrossIcon } from '../icons.tsx';
import { saveFile } from '../save-file.ts';
import { type InspectorControl, mostPins } from './inspector-control.ts';
import type { PinReading } from './pin-reading.ts';
import { bandsOf, isScaled, type Units } from './variables.ts';
import { placeWords, resolutionWords } from './words.ts';

/** Where, at which resolution, of which pin, in which units. */
export function Head({ control }: { control: InspectorControl }) {
  const pin = control.pin.value;
  const inspection = pin?.inspection.value ?? null;
  return (
    <header class="inspector-head">
      <h2>{pin ? placeWords(pin.place) : 'Inspector'}</h2>
      {inspection && <p class="quiet">{resolutionWords(inspection)}</p>}
      <Pins control={control} />
      <div class="inspector-tools">
        <Tools control={control} />
        <button
          type="button"
          class="icon-button"
          aria-label="Close the inspector"
          title="Close (Escape)"
          onClick={() => control.close()}
        >
          <CrossIcon />
        </button>
      </div>
    </header>
  );
}

function Pins({ control }: { control: InspectorControl }) {
  const pins = control.pins.value;
  if (pins.length === 0) return null;
  return (
    <ul class="inspector-pins" aria-label="Pins">
      {pins.map((pin) => (
        <PinEntry key={pin.id} pin={pin} control={control} />
      ))}
      <li>
        <button
          type="button"
          class="text-button"
          disabled={pins.length >= mostPins}
          aria-pressed={control.adding.value}
          title="The next place that is picked becomes a pin of its own"
          onClick={() => {
            control.adding.value = !control.adding.value;
          }}
        >
          Add pin
        </button>
      </li>
    </ul>
  );
}

function PinEntry({ pin, control }: { pin: PinReading; control: InspectorControl }) {
  return (
    <li class="inspector-pin">
      <button
        type="button"
        class="text-button"
        aria-pressed={control.active.value === pin.id}
        title={placeWords(pin.place)}
        onClick={() => {
          control.active.value = pin.id;
        }}
      >
        <span class="pin-color" style={{ background: pin.color }} aria-hidden="true" />
        {control.nameOf(pin)}
      </button>
      <button
        type="button"
        class="text-button pin-remove"
        aria-label={`Remove ${control.nameOf(pin)}`}
        onClick={() => control.remove(pin)}
      >
        ×
      </button>
    </li>
  );
}

function Tools({ control }: { control: InspectorControl }) {
  const inspections = control.pins.value.flatMap(({ inspection }) => inspection.value ?? []);
  const drawing = control.drawing.running.value;
  return (
    <>
      {bandsOf(inspections).some(isScaled) && <UnitSwitch control={control} />}
      <button
        type="button"
        class="button"
        aria-pressed={drawing}
        title={drawing ? 'Draw on the map; Escape gives up' : 'Draw a box on the map: mean ± spread per date'}
        onClick={() => void control.drawBox()}
      >
        Box
      </button>
      <button
        type="button"
        class="button"
        disabled={inspections.length === 0}
        title="Save all pins as CSV"
        onClick={() => save(control)}
      >
        CSV
      </button>
    </>
  );
}

function UnitSwitch({ control }: { control: InspectorControl }) {
  const choice = (units: Units, name: string, title: string) => (
    <button
      type="button"
      class="button"
      aria-pressed={control.units.value === units}
      title={title}
      onClick={() => {
        control.units.value = units;
      }}
    >
      {name}
    </button>
  );
  return (
    <div class="unit-switch" role="group" aria-label="Units">
      {choice('raw', 'Raw', 'As stored')}
      {choice('scaled', 'Scaled', 'Stored · scale + offset')}
    </div>
  );
}

function save(control: InspectorControl): void {
  const file = control.series('csv');
  if (file) saveFile(file);
}
