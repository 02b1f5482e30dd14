import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { FoldButton } from '../fold-button.tsx';
import type { Live } from '../live-port.ts';
import { counted } from '../words.ts';
import { metresText, percentText, underLine } from './layer-words.ts';
import type { LayersPort } from './layers-port.ts';
import { type LegendEntry, legendEntries } from './legend-entries.ts';
import { ramp } from './palettes.ts';

/** In a corner of the map: what colours mean, and what lies under the pointer. */
export function Legend({ live }: { live: Live<LayersPort> }) {
  const port = live.now();
  const narrow = useRef(matchMedia('(width <= 640px)').matches);
  const open = useSignal(!narrow.current);
  const entries = legendEntries(port);
  const under = port.under && underLine(port.under);
  return (
    <section class="legend" aria-label="Legend">
      {entries.length > 0 && (
        <div class="legend-box">
          <FoldButton open={open}>Legend</FoldButton>
          {open.value && (
            // A region that scrolls must be reachable by keyboard.
            <div class="legend-entries" role="group" aria-label="Colours of the layers" tabIndex={0}>
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </div>
          )}
        </div>
      )}
      {/* Its place is kept: nothing jumps while the pointer moves. */}
      <p
        class="under"
        data-none={under === null}
        data-pending={port.under?.pending ?? false}
        title={under ?? undefined}
      >
        {under ?? '\u00a0'}
      </p>
    </section>
  );
}

function Entry({ entry }: { entry: LegendEntry }) {
  return (
    <div class="legend-entry" data-pending={entry.pending}>
      <h3>{entry.name}</h3>
      {entry.pending && <p class="legend-pending">Pending: in part as before</p>}
      {entry.kind === 'dates' ? <Dates entry={entry} /> : <Ramp entry={entry} />}
    </div>
  );
}

function Bar({ look, low, high }: Pick<Extract<LegendEntry, { kind: 'ramp' }>, 'look' | 'low' | 'high'>) {
  return (
    <>
      <div class="color-bar" style={{ backgroundImage: ramp(look.palette, look.gamma[0] ?? 1) }} />
      <p class="bar-ends">
        <span>{low}</span>
        <span>{high}</span>
      </p>
    </>
  );
}

function Ramp({ entry }: { entry: Extract<LegendEntry, { kind: 'ramp' }> }) {
  const bar = entry.classes.length === 0 || entry.look.palette.length > 0;
  return (
    <>
      {bar && <Bar {...entry} />}
      <p class="quiet">{entry.unit}</p>
      <ul>
        {entry.classes.map(({ label, color }) => (
          <li key={label}>
            <Swatch color={color} />
            <span>{label}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Dates({ entry }: { entry: Extract<LegendEntry, { kind: 'dates' }> }) {
  const { ramp: look, rows, counted: count } = entry;
  return (
    <>
      {look && <Bar look={look} low={entry.low} high={entry.high} />}
      <ul>
        {rows.map(({ date, color, share, scenes }) => (
          <li key={date} title={scenes.join('\n')}>
            <Swatch color={color} />
            <span>{date}</span>
            <span class="legend-share">{count ? percentText(share) : ''}</span>
          </li>
        ))}
      </ul>
      {count && (
        <p class="quiet">
          {counted(rows.filter(({ share }) => share > 0).length, 'date')}, share of the area counted at{' '}
          {metresText(count.metres)} pixels{count.whole ? '' : ', so far'}
        </p>
      )}
    </>
  );
}

const Swatch = ({ color }: { color: string }) => (
  <i class="legend-color" style={{ backgroundColor: color }} />
);
