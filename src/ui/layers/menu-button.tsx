import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { MoreIcon } from './layer-icons.tsx';

export interface MenuEntry {
  readonly label: string;
  readonly run: () => void;
  /** A line above it. */
  readonly apart?: boolean;
}

/** A button that opens a menu over the page. Arrow keys, Home, End and first letters go through it, Escape leaves it. */
export function MenuButton({ label, entries }: { label: string; entries: readonly MenuEntry[] }) {
  const open = useSignal(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={button}
        type="button"
        class="icon-button menu-button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open.value}
        aria-controls={open.value ? id : undefined}
        onClick={() => {
          open.value = !open.value;
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || open.value) return;
          event.preventDefault();
          open.value = true;
        }}
      >
        <MoreIcon />
      </button>
      {open.value && (
        <Menu
          id={id}
          label={label}
          entries={entries}
          button={button.current!}
          close={(entry, refocus) => {
            open.value = false;
            if (refocus) button.current?.focus();
            entry?.run();
          }}
        />
      )}
    </>
  );
}

interface MenuProps {
  readonly id: string;
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly button: HTMLElement;
  readonly close: (chosen: MenuEntry | null, refocus: boolean) => void;
}

function Menu({ id, label, entries, button, close }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const latest = useRef(close);
  latest.current = close;
  useLayoutEffect(() => {
    menu.current!.showPopover();
    place(menu.current!, button);
    itemsOf(menu.current!)[0]?.focus();
    const ended = new AbortController();
    const leave = { signal: ended.signal, capture: true };
    const outside = ({ target }: Event) => {
      const within = [menu.current!, button].some((each) => target instanceof Node && each.contains(target));
      if (!within) latest.current(null, false);
    };
    addEventListener('pointerdown', outside, leave);
    // Other things scroll too: only where its button went somewhere else, the menu lies wrong.
    const at = button.getBoundingClientRect();
    const moved = (): boolean => {
      const { left, top } = button.getBoundingClientRect();
      return Math.hypot(left - at.left, top - at.top) > 1;
    };
    addEventListener('scroll', () => moved() && latest.current(null, false), leave);
    addEventListener('resize', () => latest.current(null, true), leave);
    return () => ended.abort();
  }, [button]);
  return (
    // Above all that clips; closed by what is listened to here, as light dismissal would reopen it by its own button.
    <div
      ref={menu}
      id={id}
      class="menu"
      role="menu"
      aria-label={label}
      popover="manual"
      onKeyDown={(event) => {
        if (event.key === 'Escape' || event.key === 'Tab') {
          event.preventDefault();
          event.stopPropagation();
          close(null, true);
        } else step(event, itemsOf(event.currentTarget));
      }}
    >
      {entries.map((entry) => (
        <button
          key={entry.label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          class={entry.apart ? 'apart' : undefined}
          onClick={() => close(entry, true)}
        >
          {entry.label}
        </button>
      ))}
    </div>
  );
}

const itemsOf = (menu: HTMLElement) => [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];

function step(event: KeyboardEvent, items: readonly HTMLElement[]): void {
  const at = items.indexOf(document.activeElement as HTMLElement);
  const { length } = items;
  const places: Record<string, number> = {
    ArrowDown: (at + 1) % length,
    ArrowUp: (at - 1 + length) % length,
    Home: 0,
    End: length - 1,
  };
  const letter = event.key.toLowerCase();
  const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  const next =
    places[event.key] === undefined
      ? after.find(({ textContent }) => letter.length === 1 && textContent.toLowerCase().startsWith(letter))
      : items[places[event.key]!];
  if (!next || event.ctrlKey || event.metaKey || event.altKey || letter === ' ') return;
  event.preventDefault();
  next.focus();
}

/** Below the button, or above it where there is no room; within the window. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = at.bottom + 2;
  const top = below + height > innerHeight - 4 ? at.top - height - 2 : below;
  menu.style.top = `${Math.max(4, top)}px`;
  menu.style.left = `${Math.max(4, Math.min(at.right - width, innerWidth - width - 4))}px`;
}
