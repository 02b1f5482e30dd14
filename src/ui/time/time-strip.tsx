import { useEffect, useMemo } from 'preact/hooks';
import type { Live } from '../live-port.ts';
import { StripControl } from './strip-control.ts';
import { TimeHead } from './time-head.tsx';
import { TimePlot } from './time-plot.tsx';
import type { TimePort } from './time-port.ts';

/** The dates of the collection: scrubs through single scenes, and limits it to some days. */
export function TimeStrip({ live }: { live: Live<TimePort> }) {
  const control = useMemo(() => new StripControl(), []);
  useEffect(() => () => control.stop(), [control]);
  const port = live.now();
  const folded = control.folded.value;
  const busy = control.limiting.running.value;
  return (
    <section
      class="time"
      aria-label="Time"
      aria-busy={busy}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !leave(control, port)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <TimeHead live={live} control={control} />
      <div id="time-plot" class="time-plot" hidden={folded}>
        {!folded && <TimePlot live={live} control={control} />}
      </div>
      <p class="unseen" role="status">
        {busy ? 'Limiting the collection' : ''}
      </p>
    </section>
  );
}

/** One thing per press: what was chosen, else the scene on the map. False: there was neither. */
function leave(control: StripControl, port: TimePort): boolean {
  if (control.draft.value !== null && !control.limiting.running.value) control.choose(null);
  else if (port.shownScene !== null) control.go(port, { ...control.place(port), scene: null });
  else return false;
  return true;
}
