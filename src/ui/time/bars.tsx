import { useMemo } from 'preact/hooks';
import type { Column, Columns } from './columns.ts';
import { middle } from './columns.ts';
import type { StripDay } from './time-port.ts';
import type { Span, TimeScale } from './time-scale.ts';

/** CSS pixels from the top: cloud stands on the line, shares hang from it. */
const line = 18;
const shareHeight = 9;
const barsHeight = line + shareHeight + 1;
/** Of a day without a cloud, or with little of the view: it is still there. */
const least = 1.5;

interface Props {
  readonly columns: Columns;
  readonly scale: TimeScale;
  /** What lies outside is quiet. */
  readonly span: Span;
  readonly told: StripDay | null;
  readonly shown: StripDay | null;
}

export function Bars({ columns, scale, span, told, shown }: Props) {
  // Pointed at and stepped through far more often than they change.
  const paths = useMemo(() => pathsOf(columns, span), [columns, span.from, span.to]);
  return (
    <svg class="time-bars" width={scale.width} height={barsHeight} aria-hidden="true">
      {shown && <rect class="shown" x={middle(shown, scale) - 5} width="10" height={barsHeight} rx="2" />}
      <path class="ground" d={`M0 ${line + 0.5}H${scale.width}`} />
      {paths}
      {told && <path class="told" d={`M${middle(told, scale)} 0V${barsHeight}`} />}
    </svg>
  );
}

/** One path for all of a kind: thousands of days are a few elements. */
function pathsOf(columns: Columns, span: Span) {
  const inside = ({ from, to }: Column) => to > span.from && from < span.to;
  const groups = [columns.all.filter(inside), columns.all.filter((column) => !inside(column))];
  return groups.map((all, at) => (
    <g key={at} class={at === 0 ? undefined : 'outside'}>
      <path class="cloud" d={cloudPath({ ...columns, all })} />
      <path class="share" d={sharePath({ ...columns, all })} />
      <path class="crossed" d={crossPath(all)} />
    </g>
  ));
}

function cloudPath({ all, width }: Columns): string {
  return all
    .map(({ x, cloud }) =>
      cloud === null
        ? `M${x - 1.5} ${line - 4}a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0z`
        : bar(x, width, line, -Math.max((cloud / 100) * line, least)),
    )
    .join('');
}

function sharePath({ all, width, mostShare }: Columns): string {
  return all
    .map(({ x, share }) =>
      share === null || share <= 0
        ? ''
        : bar(x, width, line + 1, Math.max((share / mostShare) * shareHeight, least)),
    )
    .join('');
}

function crossPath(all: readonly Column[]): string {
  return all.map(({ x, leftOut }) => (leftOut ? `M${x - 3} ${line - 11}l6 6m0 -6l-6 6` : '')).join('');
}

const bar = (x: number, width: number, y: number, height: number) =>
  `M${(x - width / 2).toFixed(1)} ${y}h${width.toFixed(1)}v${height.toFixed(1)}h${(-width).toFixed(1)}z`;
