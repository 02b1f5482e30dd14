import type { Live } from '../live-port.ts';
import type { ComparePort } from './compare-port.ts';
import { firstCompare, nameOfSide, type Side, swapped, withSide } from './sides.ts';

/** Whether layers are compared, and which lie left and right of the line. */
export function CompareFields({ live }: { live: Live<ComparePort> }) {
  const port = live.now();
  const { compare } = port;
  return (
    <div class="compare-fields">
      <label class="compare-switch">
        <input
          type="checkbox"
          checked={compare !== null}
          disabled={compare === null && port.layers.length < 2}
          onChange={(event) => {
            port.compare = event.currentTarget.checked ? firstCompare(port.layers) : null;
          }}
        />
        <span>Compare</span>
      </label>
      {compare && (
        <>
          <SideField port={port} side="left" label="Left of the line" />
          <button
            type="button"
            class="icon-button"
            aria-label="Swap the sides"
            title="Swap the sides"
            onClick={() => {
              port.compare = swapped(compare);
            }}
          >
            ⇄
          </button>
          <SideField port={port} side="right" label="Right of the line" />
        </>
      )}
    </div>
  );
}

function SideField({ port, side, label }: { port: ComparePort; side: Side; label: string }) {
  const { compare, layers } = port;
  if (!compare) return null;
  const ids = compare[side];
  const one = ids.length === 1 ? ids[0]! : '';
  return (
    <select
      class="compare-side"
      aria-label={label}
      title={label}
      value={one}
      onChange={(event) => {
        port.compare = withSide(compare, side, event.currentTarget.value);
      }}
    >
      {one === '' && (
        <option value="" disabled selected>
          {nameOfSide(ids, layers)}
        </option>
      )}
      {layers.toReversed().map(({ id, name }) => (
        <option key={id} value={id} selected={id === one}>
          {name}
        </option>
      ))}
    </select>
  );
}
