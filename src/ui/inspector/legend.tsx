import type { PlotData, PlotLine } from './plot-data.ts';

/** The lines and marks that are in the chart, and no others. */
export function Legend({ data: { lines, marks } }: { data: PlotData }) {
  const kinds = new Set(marks.flatMap(({ roles }) => roles.slice(0, 1).map(({ kind }) => kind)));
  const states = new Set(marks.map(({ scene }) => scene.state));
  return (
    <ul class="chart-legend" aria-label="Legend">
      {lines.map((line) => (
        <li key={`${line.name} ${line.color}`}>
          <Sample line={line} />
          {line.name}
        </li>
      ))}
      {kinds.has('winner') && <Entry shape="M7 2a5 5 0 1 1-.01 0z" of="accent" name="wins" />}
      {kinds.has('second') && <Entry shape="M7 1l6 6-6 6-6-6z" of="quiet" name="second" />}
      {kinds.has('tie') && <Entry shape="M2 2h10v10H2z" of="quiet" name="same quality" />}
      {states.has('masked') && <Entry shape="M7 4a3 3 0 1 1-.01 0z" of="quiet" name="masked" />}
      {states.has('not-read') && <Entry shape="M7 3v8" of="quiet" name="not read" />}
      {states.has('failed') && <Entry shape="M2 12L7 2l5 10z" of="warning" name="failed" />}
    </ul>
  );
}

function Sample({ line: { color, dash } }: { line: PlotLine }) {
  return (
    <svg width="22" height="8" viewBox="0 0 22 8" aria-hidden="true">
      <path
        d="M0 4h22"
        stroke-width="2"
        stroke-dasharray={dash.join(' ')}
        style={{ stroke: color.startsWith('--') ? `var(${color})` : color }}
      />
    </svg>
  );
}

function Entry({ shape, of, name }: { shape: string; of: string; name: string }) {
  return (
    <li>
      <svg width="14" height="14" viewBox="0 0 14 14" fill="none" aria-hidden="true">
        <path d={shape} stroke-width="1.5" style={{ stroke: `var(--${of})` }} />
      </svg>
      {name}
    </li>
  );
}
