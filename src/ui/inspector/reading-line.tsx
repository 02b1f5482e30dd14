import { sentence } from '../words.ts';
import type { InspectorControl } from './inspector-control.ts';
import type { PinReading } from './pin-reading.ts';
import { rolesOf, rolesText } from './roles.ts';
import { dayOf, restWords, stateWords } from './words.ts';

/** What is not read yet and what that takes; what is being read; why it failed. */
export function ReadingLine({ control, pin }: { control: InspectorControl; pin: PinReading }) {
  const error = pin.reading.error.value;
  const inspection = pin.inspection.value;
  if (error !== null) {
    return (
      <p class="inspector-line warning" role="alert">
        <span>{sentence(error)}</span>
        <button type="button" class="button" onClick={() => void pin.retry()}>
          Retry
        </button>
      </p>
    );
  }
  if (pin.reading.running.value) return <Progress pin={pin} />;
  const rest = inspection && restWords(inspection);
  if (!rest) return null;
  return (
    <p class="inspector-line">
      <span>{rest.fact}</span>
      <button type="button" class="button" onClick={() => void pin.read(true)}>
        {rest.offer}
      </button>
      <label>
        <input
          type="checkbox"
          checked={control.alwaysRest.value}
          onChange={(event) => control.readAlways(event.currentTarget.checked)}
        />
        Always
      </label>
    </p>
  );
}

function Progress({ pin }: { pin: PinReading }) {
  const progress = pin.progress.value;
  const words = progress ? `Reading ${progress.scenesDone} of ${progress.scenesWanted} scenes` : 'Reading…';
  return (
    <p class="inspector-line" aria-busy="true">
      <span>{words}</span>
      {progress && (
        <progress aria-label="Scenes read" value={progress.scenesDone} max={progress.scenesWanted || 1} />
      )}
      <button type="button" class="button" onClick={() => pin.stop()}>
        Cancel
      </button>
    </p>
  );
}

/** The date that is pointed at, else the one on the map; always as high, so that nothing moves. */
export function DateLine({ control }: { control: InspectorControl }) {
  const inspection = control.pin.value?.inspection.value;
  if (!inspection) return null;
  const { shownScene, leaveOut } = control.live.now();
  const hovered = control.hovered.value;
  const laid = inspection.scenes.findIndex(({ index }) => index === shownScene);
  const pointed = inspection.scenes.findIndex(({ id }) => id === hovered);
  const at = pointed >= 0 ? pointed : laid;
  const scene = inspection.scenes[at];
  const words = scene && [dayOf(scene.datetime), stateWords(scene), rolesText(rolesOf(inspection, at))];
  const leaving = control.leaving.running.value;
  const failed = control.leaving.error.value;
  return (
    <div class="date-line">
      <span class={failed === null ? undefined : 'warning'} role={failed === null ? undefined : 'alert'}>
        {(failed && sentence(failed)) ??
          words?.filter(Boolean).join(' · ') ??
          'Point at a date; click lays its scene on the map.'}
      </span>
      {laid >= 0 && leaveOut && (
        <button
          type="button"
          class="button"
          disabled={leaving}
          title={`Leaves ${shownScene!} out of what is composed`}
          onClick={() => void control.leaveOut(shownScene!)}
        >
          {leaving ? 'Leaving it out…' : 'Not this date'}
        </button>
      )}
    </div>
  );
}
