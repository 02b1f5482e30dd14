import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Live } from '../live-port.ts';
import { blinkKeys } from './blink-keys.ts';
import type { ComparePort } from './compare-port.ts';
import { introduce } from './introduction.ts';
import { SideName } from './side-name.tsx';
import { namesOf, percentOf } from './sides.ts';
import { useLine } from './use-line.ts';

/**
 * The line between what is compared, over the map: drag it, or move it by keyboard. `ready` tells that there is a
 * picture to look at: only then is the line introduced.
 */
export function Swipe({ live, ready = true }: { live: Live<ComparePort>; ready?: boolean }) {
  const port = live.now();
  return port.compare ? <SwipeLine live={live} ready={ready} /> : null;
}

function SwipeLine({ live, ready }: { live: Live<ComparePort>; ready: boolean }) {
  const port = live.now();
  const over = useRef<HTMLDivElement>(null);
  const line = useLine(port);
  useIntroduction(port, ready, line.to);
  useLayoutEffect(() => blinkKeys((side) => void (port.blink = side)), [port]);
  if (!port.compare) return null;
  const names = namesOf(port.compare, port.layers);
  const position = line.position(port.compare);
  const percent = percentOf(position);
  return (
    <div
      class="swipe"
      ref={over}
      style={{ '--at': `${position * 100}%` }}
      data-blink={port.blink ?? undefined}
    >
      <SideName port={port} side="left" name={names.left} shared={names.shared} />
      <SideName port={port} side="right" name={names.right} shared={names.shared} />
      {names.over && <p class="swipe-over">{`Over both sides: ${names.over}`}</p>}
      <div
        class="swipe-line"
        role="slider"
        tabIndex={0}
        aria-label="Swipe"
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={`${percent} %: ${names.left} | ${names.right}`}
        title="Drag to compare. Hold B to see the right side alone, Shift+B the left one."
        onKeyDown={line.onKeyDown}
        onDblClick={() => line.to(0.5)}
        {...line.dragged(() => over.current!.getBoundingClientRect())}
      >
        <span class="swipe-grip" aria-hidden="true">
          <svg
            viewBox="0 0 16 16"
            width="16"
            height="16"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
          >
            <path d="M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5" />
          </svg>
        </span>
      </div>
    </div>
  );
}

/** Once, as soon as there is a picture; never where the person wants no motion. */
function useIntroduction(port: ComparePort, ready: boolean, to: (position: number) => void): void {
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => {
    if (!ready || !port.introduces) return;
    port.introduces = false;
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) stop.current = introduce(to);
  }, [port, ready, to]);
  useEffect(() => () => stop.current?.(), []);
}
