import { useMemo, useRef } from 'preact/hooks';
import { channels } from './band-fields.tsx';
import { dayText } from './legend-entries.ts';
import { digitsFor, type Extent, histogram, plotExtent } from './view-values.ts';

export interface Plotted {
  /** Of red, green and blue; null: neither. */
  readonly channel: number | null;
  /** Ascending. */
  readonly sorted: Float64Array;
}

interface HistogramProps {
  /** What names its handles, after "Min" and "Max". */
  readonly label: string;
  readonly plotted: readonly Plotted[];
  /** Of all that is plotted, ascending. */
  readonly all: Float64Array;
  readonly min: number;
  readonly max: number;
  /** Values are days since 1970. */
  readonly days: boolean;
  readonly set: (end: 'min' | 'max', value: number) => void;
}

const bins = 64;
const height = 40;

/** How often values are there, and two handles on the stretch. */
export function Histogram(props: HistogramProps) {
  const { plotted, all, min, max } = props;
  const held = useRef<Extent | null>(null);
  // While a handle is dragged, what it is dragged along stays.
  const extent = held.current ?? plotExtent(all, [min, max]);
  const { low, high } = extent;
  const paths = useMemo(
    () => pathsOf(plotted, { low, high }),
    [low, high, ...[0, 1, 2].map((at) => plotted[at]?.sorted)],
  );
  const part = (value: number) => Math.min(1, Math.max(0, (value - low) / (high - low)));
  const [left, right] = [part(Math.min(min, max)), part(Math.max(min, max))];
  return (
    <div class="histogram">
      <svg viewBox={`0 0 ${bins} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="stretched" x={left * bins} width={(right - left) * bins} height={height} />
        {paths.map((path, at) => {
          const { channel } = plotted[at]!;
          return <path key={at} d={path} data-channel={channel === null ? undefined : channels[channel]} />;
        })}
      </svg>
      {(['min', 'max'] as const).map((end) => (
        <Handle key={end} {...props} end={end} extent={extent} held={held} part={part} />
      ))}
    </div>
  );
}

interface HandleProps extends HistogramProps {
  readonly end: 'min' | 'max';
  readonly extent: Extent;
  readonly held: { current: Extent | null };
  readonly part: (value: number) => number;
}

function Handle({ end, label, min, max, days, set, extent, held, part }: HandleProps) {
  const value = end === 'min' ? min : max;
  const other = end === 'min' ? max : min;
  const span = extent.high - extent.low;
  const digits = days ? 0 : Math.min(12, digitsFor(span));
  /** Never past the other one. */
  const put = (to: number) => {
    const near = Number(to.toFixed(digits));
    set(end, end === 'min' ? Math.min(near, other) : Math.max(near, other));
  };
  const step = days ? 1 : 10 ** Math.floor(Math.log10(span / 50));
  return (
    <div
      class="end-handle"
      role="slider"
      tabIndex={0}
      aria-label={(end === 'min' ? 'Min' : 'Max') + label}
      aria-valuenow={value}
      aria-valuemin={end === 'min' ? Math.min(extent.low, value) : Math.min(other, value)}
      aria-valuemax={end === 'min' ? Math.max(other, value) : Math.max(extent.high, value)}
      aria-valuetext={days ? dayText(value) : String(value)}
      style={{ left: `${part(value) * 100}%` }}
      onKeyDown={(event) => {
        const by = steps[event.key];
        if (by === undefined) return;
        event.preventDefault();
        put(value + by * step * (event.shiftKey ? 10 : 1));
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        held.current = extent;
      }}
      onPointerMove={({ currentTarget, clientX }) => {
        if (!held.current) return;
        const { left, width } = currentTarget.parentElement!.getBoundingClientRect();
        const at = Math.min(1, Math.max(0, (clientX - left) / width));
        put(extent.low + at * span);
      }}
      onLostPointerCapture={() => {
        held.current = null;
      }}
    />
  );
}

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
};

/** As steps; root of the count, so that a rare value is seen beside a common one. */
function pathsOf(plotted: readonly Plotted[], extent: Extent): readonly string[] {
  const counts = plotted.map(({ sorted }) => histogram(sorted, extent, bins));
  const most = Math.max(1, ...counts.flatMap((each) => [...each]));
  return counts.map((each) => {
    const tops = [...each].map((n, at) => {
      const y = (height * (1 - Math.sqrt(n / most))).toFixed(1);
      return `L${at} ${y}H${at + 1}`;
    });
    return `M0 ${height}${tops.join('')}V${height}Z`;
  });
}
