import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { counted } from '../words.ts';

interface QuestionProps<T> {
  readonly scenes: readonly string[];
  readonly answer: Signal<T | null>;
}

export function LevelQuestion({ scenes, answer }: QuestionProps<'L1C' | 'L2A'>) {
  return (
    <Question
      legend="Level of the Sentinel-2 pixels"
      why={`The names of ${counted(scenes.length, 'scene')} do not tell.`}
      answer={answer}
      choices={[
        ['L1C', 'L1C: top of atmosphere'],
        ['L2A', 'L2A: surface reflectance'],
      ]}
    />
  );
}

export function OffsetQuestion({ scenes, answer }: QuestionProps<number>) {
  return (
    <Question
      legend="Offset of the reflectances"
      why={`Pixels of baseline 04.00 and later are 1000 higher; the names of ${counted(scenes.length, 'scene')} do not tell.`}
      answer={answer}
      choices={[
        [-1000, 'Subtract 1000 (baseline 04.00 or later, since January 2022)'],
        [0, 'As they are'],
      ]}
    />
  );
}

interface ChoicesProps<T> {
  readonly legend: string;
  readonly why: string;
  readonly answer: Signal<T | null>;
  readonly choices: readonly (readonly [value: T, label: string])[];
}

/** None is chosen to begin with: a guess would pass for an answer. */
function Question<T>({ legend, why, answer, choices }: ChoicesProps<T>) {
  const name = useId();
  return (
    <fieldset class="local-question" aria-describedby={`${name}-why`}>
      <legend>{legend}</legend>
      <p id={`${name}-why`} class="hint">
        {why}
      </p>
      {choices.map(([value, label]) => (
        <label key={label} class="check">
          <input
            type="radio"
            name={name}
            checked={answer.value === value}
            onChange={() => {
              answer.value = value;
            }}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
