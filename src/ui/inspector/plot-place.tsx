import { effect } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { notFetched } from '../../errors.ts';
import { task } from '../data/task.ts';
import type { InspectorControl } from './inspector-control.ts';
import type { Plot } from './plot.ts';
import type { PlotData } from './plot-data.ts';

interface Props {
  readonly control: InspectorControl;
  readonly data: PlotData;
  /** What it shows, in words. */
  readonly label: string;
}

/** The chart itself; what draws it is fetched when it is first needed. */
export function PlotPlace({ control, data, label }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const plotting = useMemo(task, []);
  const begin = () => plotting.run((signal) => keepPlotted(control, place.current!, data, signal));
  useEffect(() => {
    if (data.lines.length > 0) void begin();
    return plotting.stop;
  }, [data]);
  const error = plotting.error.value;
  return (
    <>
      {error !== null && (
        <p class="warning" role="alert">
          {error}{' '}
          <button type="button" class="button" onClick={() => void begin()}>
            Retry
          </button>
        </p>
      )}
      <div ref={place} class="chart-place" role="img" aria-label={label} />
    </>
  );
}

/** Resolves when it is aborted, and the chart is gone. */
async function keepPlotted(
  control: InspectorControl,
  place: HTMLElement,
  data: PlotData,
  signal: AbortSignal,
): Promise<void> {
  const part = await import('./plot.ts').catch(notFetched('the chart'));
  if (signal.aborted) return;
  const drawn = part.plot(place, data, {
    hovered: () => control.hovered.peek(),
    onHover: (scene) => {
      control.hovered.value = scene;
    },
    onChoose: (id) => {
      const mark = data.marks.find(({ scene }) => scene.id === id);
      if (mark) control.lay(mark.scene.index);
    },
  });
  const stop = follow(control, drawn);
  await new Promise<void>((end) => signal.addEventListener('abort', () => end(), { once: true }));
  stop();
}

/** Returns what ends it, the chart included. */
function follow(control: InspectorControl, drawn: Plot): () => void {
  const unfollow = effect(() => {
    void control.hovered.value;
    drawn.redraw();
  });
  return () => {
    unfollow();
    drawn.stop();
  };
}
