import type { PinReading } from '../inspector/pin-reading.ts';
import { bandsOf, isScaled, type Units } from '../inspector/variables.ts';
import { counted, megabytes } from '../words.ts';
import type { SaveControl } from './save-control.ts';
import { SaveSection } from './save-section.tsx';
import { unreadOf } from './unread.ts';

/** What was inspected. */
export function SeriesSection({ control }: { control: SaveControl }) {
  const pins = control.inspector.pins.value;
  const known = pins.flatMap(({ inspection }) => inspection.value ?? []);
  const isEmpty = known.length === 0;
  return (
    <SaveSection title="Series of pins and boxes">
      {pins.length === 0 ? (
        <p class="quiet">No pins: click the map to place one, or draw a box in the inspector.</p>
      ) : (
        <p class="quiet">
          {`${counted(pins.length, 'place')} · ${counted(
            known.reduce((sum, { scenes }) => sum + scenes.length, 0),
            'row',
          )}, one per place and scene`}
        </p>
      )}
      {bandsOf(known).some(isScaled) && <UnitChoice control={control} />}
      <Unread control={control} pins={pins} />
      <div class="save-buttons">
        <button type="button" class="button" disabled={isEmpty} onClick={() => control.saveSeries('csv')}>
          CSV
        </button>
        <button type="button" class="button" disabled={isEmpty} onClick={() => control.saveSeries('geojson')}>
          GeoJSON
        </button>
      </div>
    </SaveSection>
  );
}

function UnitChoice({ control: { inspector } }: { control: SaveControl }) {
  const choice = (units: Units, name: string, title: string) => (
    <button
      type="button"
      class="button"
      aria-pressed={inspector.units.value === units}
      title={title}
      onClick={() => {
        inspector.units.value = units;
      }}
    >
      {name}
    </button>
  );
  return (
    <div class="unit-switch" role="group" aria-label="Units of the series">
      {choice('raw', 'Raw', 'As stored')}
      {choice('scaled', 'Scaled', 'Stored · scale + offset')}
    </div>
  );
}

/** What the file will lack, and the way to have it. */
function Unread({ control, pins }: { control: SaveControl; pins: readonly PinReading[] }) {
  const { reading, scenes, of, bytes, failed } = unreadOf(
    pins.map((pin) => ({ reading: pin.reading.running.value, inspection: pin.inspection.value })),
  );
  const isRead = scenes === 0 && failed === 0 && !reading;
  if (isRead) return null;
  return (
    <>
      {reading && <p class="warning">Still being read: the file will hold what is there by then.</p>}
      {failed > 0 && (
        <p class="warning">{`${counted(failed, 'row')} could not be read, as the file says.`}</p>
      )}
      {scenes > 0 && !reading && (
        <p class="warning">
          {`${scenes} of ${counted(of, 'row')} are not read: in the file, their state is not-read.`}{' '}
          <button type="button" class="text-button link" onClick={() => control.readRest()}>
            {`Read them (≈ ${megabytes(bytes)})`}
          </button>
        </p>
      )}
    </>
  );
}
