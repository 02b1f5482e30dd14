import type { ComparePort } from './compare-port.ts';
import type { Side } from './sides.ts';

interface SideNameProps {
  readonly port: ComparePort;
  readonly side: Side;
  readonly name: string;
  /** Characters at its beginning that the other side's name has, too: they give way first. */
  readonly shared: number;
}

/** What lies on a side. Held down, by pointer or keyboard, it fills the map. */
export function SideName({ port, side, name, shared }: SideNameProps) {
  const blink = (): void => void (port.blink = side);
  const end = (): void => {
    if (port.blink === side) port.blink = null;
  };
  const isHold = ({ key }: KeyboardEvent) => key === ' ' || key === 'Enter';
  return (
    <div class="swipe-side" data-side={side}>
      <button
        type="button"
        class="swipe-name"
        aria-label={`Hold to see ${name} alone`}
        title={`${name}: hold to see it alone`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          blink();
        }}
        onPointerUp={end}
        onPointerCancel={end}
        onKeyDown={(event) => {
          if (isHold(event) && !event.repeat) blink();
        }}
        onKeyUp={(event) => {
          if (isHold(event)) end();
        }}
        onBlur={end}
        onContextMenu={(event) => event.preventDefault()}
      >
        {shared > 0 && <span class="swipe-shared">{name.slice(0, shared)}</span>}
        <span class="swipe-own">{name.slice(shared)}</span>
      </button>
    </div>
  );
}
