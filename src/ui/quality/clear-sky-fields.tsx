import { daysBetween, dayAfter, middleDay } from '../../choice/rule-days.ts';
import type { Rule } from '../../choice/rule.ts';
import { Field } from '../data/field.tsx';
import { useTyped } from '../typed.ts';
import type { RuleControl } from './rule-control.ts';

/** The day that is aimed at, and how much cloud counts against it. */
export function ClearSkyFields({ control, rule }: { control: RuleControl; rule: Rule }) {
  const { days, offered } = control.live.now();
  const weighs = offered.find(({ kind }) => kind === rule.kind)?.weighs ?? false;
  return (
    <>
      {days && <TargetField control={control} target={rule.target ?? middleDay(days)} days={days} />}
      {weighs && <WeightField control={control} weight={rule.weight} />}
    </>
  );
}

interface TargetProps {
  readonly control: RuleControl;
  readonly target: string;
  readonly days: { readonly from: string; readonly to: string };
}

function TargetField({ control, target, days: { from, to } }: TargetProps) {
  const typed = useTyped(target);
  const span = Math.max(1, daysBetween(from, to));
  const at = Math.min(Math.max(daysBetween(from, target), 0), span);
  return (
    <Field label="Target date">
      {(ties) => (
        <div class="slider rule-slider">
          <input
            type="range"
            aria-label="Target date, day by day"
            min="0"
            max={span}
            step="1"
            value={at}
            style={{ '--part': `${(100 * at) / span}%` }}
            aria-valuetext={target}
            onInput={({ currentTarget }) =>
              control.change({ target: dayAfter(from, currentTarget.valueAsNumber) })
            }
          />
          <input
            {...ties}
            type="date"
            class="rule-date"
            {...typed}
            onChange={({ currentTarget: { value } }) => {
              if (/^\d{4}-\d{2}-\d{2}$/.test(value)) control.change({ target: value });
            }}
          />
        </div>
      )}
    </Field>
  );
}

function WeightField({ control, weight }: { control: RuleControl; weight: number }) {
  const percent = Math.round(weight * 100);
  return (
    <Field label="Cloud against date">
      {(ties) => (
        <div class="rule-weight">
          <div class="slider rule-slider">
            <input
              {...ties}
              type="range"
              min="0"
              max="100"
              step="1"
              value={percent}
              style={{ '--part': `${percent}%` }}
              aria-valuetext={`${percent} % cloud, ${100 - percent} % date`}
              onInput={({ currentTarget }) => control.change({ weight: currentTarget.valueAsNumber / 100 })}
            />
          </div>
          <div class="rule-ends" aria-hidden="true">
            <span>date</span>
            <span>{`${percent} % cloud`}</span>
            <span>cloud</span>
          </div>
        </div>
      )}
    </Field>
  );
}
