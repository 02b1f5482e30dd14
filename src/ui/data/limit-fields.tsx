import { useEffect, useId, useRef } from 'preact/hooks';
import { propertyNamesOf } from '../../choice/property-names.ts';
import { ChevronIcon } from '../icons.tsx';
import { ConditionFields } from './condition-fields.tsx';
import type { DataControl } from './data-control.ts';
import { collectionOfDraft } from './draft.ts';
import { Field } from './field.tsx';
import { sensorsOf } from './source-options.ts';

/** How cloudy a scene may be. */
export function CloudField({ control }: { control: DataControl }) {
  const { cloud } = control.draft.value;
  const told = cloud >= 100 ? 'any' : `at most ${cloud} %`;
  return (
    <Field label="Cloud">
      {(ties) => (
        <div class="slider">
          <input
            {...ties}
            type="range"
            min="0"
            max="100"
            step="5"
            value={cloud}
            style={{ '--part': `${cloud}%` }}
            aria-valuetext={told}
            onInput={({ currentTarget }) => control.edit({ cloud: currentTarget.valueAsNumber })}
          />
          <span class="cloud-told" aria-hidden="true">
            {told}
          </span>
        </div>
      )}
    </Field>
  );
}

/** Orbit, sensor, further conditions, and how many: folded until wanted. */
export function MoreFields({ control }: { control: DataControl }) {
  const { orbit, sensor, limit, conditions } = control.draft.value;
  const { faults } = control;
  const set = [orbit, sensor, limit, ...conditions].filter((each) => each !== '').length;
  const wrong = Object.keys(faults.value).some((field) => field !== 'source' && field !== 'time');
  const fold = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    // What is wrong must be in sight; closing it again is left to the person.
    if (wrong) fold.current!.open = true;
  }, [wrong]);
  return (
    <details class="fold" ref={fold}>
      <summary>
        <ChevronIcon />
        More conditions{set > 0 && <span class="quiet">{` (${set})`}</span>}
      </summary>
      <OrbitField control={control} />
      <SensorField control={control} />
      <ConditionFields control={control} />
      <Field label="Scenes at most" fault={faults.value.limit}>
        {(ties) => (
          <input
            {...ties}
            type="text"
            inputMode="numeric"
            placeholder="400"
            value={limit}
            onInput={({ currentTarget }) => control.edit({ limit: currentTarget.value })}
          />
        )}
      </Field>
    </details>
  );
}

function OrbitField({ control }: { control: DataControl }) {
  const list = useId();
  const directed = propertyNamesOf(collectionOfDraft(control.draft.value)).direction !== null;
  return (
    <Field
      label={directed ? 'Orbit' : 'Path'}
      hint={directed ? 'ascending, descending, or the number of a relative orbit' : 'its number'}
      fault={control.faults.value.orbit}
    >
      {(ties) => (
        <>
          <input
            {...ties}
            type="text"
            list={directed ? list : undefined}
            autocomplete="off"
            placeholder="any"
            value={control.draft.value.orbit}
            onInput={({ currentTarget }) => control.edit({ orbit: currentTarget.value })}
          />
          <datalist id={list}>
            <option value="ascending" />
            <option value="descending" />
          </datalist>
        </>
      )}
    </Field>
  );
}

function SensorField({ control }: { control: DataControl }) {
  const list = useId();
  return (
    <Field label="Sensor">
      {(ties) => (
        <>
          <input
            {...ties}
            type="text"
            list={list}
            autocomplete="off"
            placeholder="any"
            value={control.draft.value.sensor}
            onInput={({ currentTarget }) => control.edit({ sensor: currentTarget.value })}
          />
          <datalist id={list}>
            {sensorsOf(collectionOfDraft(control.draft.value)).map((sensor) => (
              <option key={sensor} value={sensor} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
