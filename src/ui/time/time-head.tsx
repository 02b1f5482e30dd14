import type { ComponentChildren } from 'preact';
import { ChevronIcon, CrossIcon } from '../icons.tsx';
import type { Live } from '../live-port.ts';
import { count, counted, sentence } from '../words.ts';
import { daysIn, isoDay, spanOf, spanWords } from './spans.ts';
import type { StripControl } from './strip-control.ts';
import type { StripDay, TimePort } from './time-port.ts';
import { knownSpan } from './time-scale.ts';
import { percents, scenesWords, shareWords } from './words.ts';

interface Props {
  readonly live: Live<TimePort>;
  readonly control: StripControl;
}

/** The line above the days: what is in question, in a place of its own, and what the collection is limited to. */
export function TimeHead({ live, control }: Props) {
  const port = live.now();
  const { limiting } = control;
  const error = limiting.error.value;
  return (
    <div class="time-head">
      <button
        type="button"
        class="text-button time-fold"
        aria-expanded={!control.folded.value}
        aria-controls="time-plot"
        aria-label="Time"
        onClick={() => control.toggle()}
      >
        <ChevronIcon />
        <span>Time</span>
      </button>
      {error === null ? (
        <Told live={live} control={control} />
      ) : (
        <p class="time-error warning" role="alert">
          <span>{sentence(error)}</span>
          <button type="button" class="icon-button" aria-label="Dismiss" onClick={() => limiting.stop()}>
            <CrossIcon />
          </button>
        </p>
      )}
      {limiting.running.value && <span class="time-busy">loading…</span>}
      {port.limit && (
        <button
          type="button"
          class="text-button all-dates"
          disabled={port.range === null}
          onClick={(event) => {
            // Pressed by a key: it is about to go, and the keyboard must not go with it.
            if (event.detail === 0) {
              event.currentTarget.closest('.time')?.querySelector<HTMLElement>('.time-fold')?.focus();
            }
            void control.takeAway(port);
          }}
        >
          All dates
        </button>
      )}
    </div>
  );
}

function Told({ live, control }: Props) {
  const port = live.now();
  const { days, sharesOf } = port;
  const draft = control.draft.value;
  const day = draft ? null : control.told(port);
  const share = day?.share ?? null;
  return (
    <p class="time-told">
      <span class="time-lead">
        {draft ? draftWords(port, control) : day ? dayLead(day, port.shownScene) : idleWords(port)}
      </span>
      {days.length > 0 && !draft && (
        <>
          <Key of="cloud" value={day && percents(day.cloud)}>
            cloud
          </Key>
          {(day ? share !== null : sharesOf !== null) && (
            <Key of="share" value={day && percents((share ?? 0) * 100)}>
              {day ? shareWords(sharesOf) : `share ${shareWords(sharesOf)}`}
              {port.sharesPending && <em> · pending</em>}
            </Key>
          )}
        </>
      )}
    </p>
  );
}

interface KeyProps {
  readonly of: 'cloud' | 'share';
  readonly value: string | null;
  readonly children: ComponentChildren;
}

/** What a colour of the strip means, with its value where a day is told. */
function Key({ of, value, children }: KeyProps) {
  return (
    <span class="time-key" data-of={of}>
      <i />
      {value !== null && <b>{value} </b>}
      <span>{children}</span>
    </span>
  );
}

const dayLead = (day: StripDay, shown: string | null) => (
  <>
    <b>{isoDay(day.day)}</b> {scenesWords(day, shown)}
  </>
);

function draftWords({ days }: TimePort, control: StripControl) {
  const draft = control.draft.value!;
  const inside = daysIn(days, draft);
  const scenes = inside.reduce((sum, day) => sum + day.scenes.length, 0);
  return (
    <>
      <b>{spanWords(draft)}</b> {counted(inside.length, 'date')}, {counted(scenes, 'scene')}
      {control.waits.value && ' · Enter limits to them, Escape does not'}
    </>
  );
}

function idleWords({ days, range }: TimePort) {
  const limit = spanOf(range);
  const known = knownSpan(days);
  if (limit) {
    const inside = daysIn(days, limit).length;
    const of = inside < days.length ? ` of ${count(days.length)}` : '';
    return (
      <>
        <span class="wide">Limited to </span>
        {`${spanWords(limit)}: ${count(inside)}${of} ${days.length === 1 ? 'date' : 'dates'}`}
      </>
    );
  }
  return known ? `${counted(days.length, 'date')}, ${spanWords(known)}` : 'No dates: no scene is listed';
}
