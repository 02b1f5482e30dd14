import type { DataControl } from './data-control.ts';
import type { Draft } from './draft.ts';
import { Fault, Field } from './field.tsx';
import { monthNames } from './words.ts';

const kinds = [
  { id: 'any', name: 'Any time' },
  { id: 'dates', name: 'Dates' },
  { id: 'season', name: 'Season' },
] as const satisfies readonly { id: Draft['time']; name: string }[];

/** When: any time, from one day to another, or the same months of several years. */
export function TimeFields({ control }: { control: DataControl }) {
  const { time } = control.draft.value;
  return (
    <fieldset class="field">
      <legend>Time</legend>
      <div class="switch">
        {kinds.map(({ id, name }) => (
          <label key={id}>
            <input
              type="radio"
              class="unseen"
              name="time"
              value={id}
              checked={time === id}
              onChange={() => control.edit({ time: id })}
            />
            <span class="switch-face">{name}</span>
          </label>
        ))}
      </div>
      {time === 'dates' && <Days control={control} />}
      {time === 'season' && <Season control={control} />}
      <Fault sentence={control.faults.value.time ?? null} />
    </fieldset>
  );
}

function Days({ control }: { control: DataControl }) {
  const { from, to, onlyMonths } = control.draft.value;
  return (
    <>
      <div class="row">
        <Field label="From">
          {(ties) => (
            <input
              {...ties}
              type="date"
              value={from}
              onInput={({ currentTarget }) => control.edit({ from: currentTarget.value })}
            />
          )}
        </Field>
        <Field label="To, included">
          {(ties) => (
            <input
              {...ties}
              type="date"
              value={to}
              onInput={({ currentTarget }) => control.edit({ to: currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={onlyMonths}
          onChange={({ currentTarget }) => control.edit({ onlyMonths: currentTarget.checked })}
        />
        Only some months of each year
      </label>
      {onlyMonths && <Months control={control} />}
    </>
  );
}

function Season({ control }: { control: DataControl }) {
  const { firstYear, lastYear } = control.draft.value;
  return (
    <>
      <Months control={control} />
      <div class="row">
        <Field label="First year">
          {(ties) => (
            <YearInput ties={ties} value={firstYear} onYear={(year) => control.edit({ firstYear: year })} />
          )}
        </Field>
        <Field label="Last year">
          {(ties) => (
            <YearInput ties={ties} value={lastYear} onYear={(year) => control.edit({ lastYear: year })} />
          )}
        </Field>
      </div>
    </>
  );
}

function YearInput({ ties, value, onYear }: { ties: object; value: string; onYear: (year: string) => void }) {
  return (
    <input
      {...ties}
      type="text"
      inputMode="numeric"
      maxLength={4}
      placeholder="any"
      value={value}
      onInput={({ currentTarget }) => onYear(currentTarget.value)}
    />
  );
}

function Months({ control }: { control: DataControl }) {
  const { firstMonth, lastMonth } = control.draft.value;
  return (
    <div class="row">
      <Month
        label="First month"
        value={firstMonth}
        onMonth={(month) => control.edit({ firstMonth: month })}
      />
      <Month label="Last month" value={lastMonth} onMonth={(month) => control.edit({ lastMonth: month })} />
    </div>
  );
}

interface MonthProps {
  readonly label: string;
  readonly value: number;
  readonly onMonth: (month: number) => void;
}

function Month({ label, value, onMonth }: MonthProps) {
  return (
    <Field label={label}>
      {(ties) => (
        <select
          {...ties}
          value={value}
          onChange={({ currentTarget }) => onMonth(Number(currentTarget.value))}
        >
          {monthNames.map((name, at) => (
            <option key={name} value={at + 1}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
