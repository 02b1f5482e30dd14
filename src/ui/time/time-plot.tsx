import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Live } from '../live-port.ts';
import { Axis } from './axis.tsx';
import { Bars } from './bars.tsx';
import { Days } from './days.tsx';
import { columnsOf } from './columns.ts';
import { spanOf } from './spans.ts';
import type { StripControl } from './strip-control.ts';
import type { TimePort } from './time-port.ts';
import { edge, knownSpan, spanOver, timeScale } from './time-scale.ts';

interface Props {
  readonly live: Live<TimePort>;
  readonly control: StripControl;
}

/** The days and their axis, as wide as there is room. */
export function TimePlot({ live, control }: Props) {
  const ground = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.round(entry!.contentRect.width)));
    watch.observe(ground.current!);
    return () => watch.disconnect();
  }, []);
  return (
    <div class="time-ground" ref={ground}>
      {width > 2 * edge && <Drawn live={live} control={control} width={width} />}
    </div>
  );
}

function Drawn({ live, control, width }: Props & { width: number }) {
  const port = live.now();
  const { days, range } = port;
  const limit = spanOf(range);
  const whole = spanOver(knownSpan(days), limit);
  const scale = useMemo(() => whole && timeScale(whole, width), [whole?.from, whole?.to, width]);
  const columns = useMemo(() => scale && columnsOf(days, scale), [days, scale]);
  if (!whole || !scale || !columns) return null;
  const settled = limit ?? whole;
  return (
    <>
      <Days live={live} control={control} scale={scale}>
        <Bars
          columns={columns}
          scale={scale}
          span={control.draft.value ?? settled}
          told={control.told(port)}
          shown={days[control.place(port).scene === null ? -1 : control.place(port).at] ?? null}
        />
      </Days>
      <Axis live={live} control={control} scale={scale} whole={whole} settled={settled} />
    </>
  );
}
