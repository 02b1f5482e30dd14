import type { ComponentChildren } from 'preact';

function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

/** Nine pixels, one of them the best. */
export function Mark() {
  const cells = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  return (
    <svg class="mark" viewBox="0 0 17 17" width="17" height="17" aria-hidden="true">
      {cells.map((cell) => (
        <rect
          key={cell}
          class={cell === 4 ? 'best' : undefined}
          x={(cell % 3) * 6}
          y={Math.floor(cell / 3) * 6}
          width="5"
          height="5"
          rx="1"
        />
      ))}
    </svg>
  );
}

export const RailIcon = () => (
  <Icon>
    <rect x="1.75" y="2.75" width="12.5" height="10.5" rx="1.5" />
    <path d="M6.25 2.75v10.5" />
  </Icon>
);

export const GlobeIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="6.25" />
    <path d="M1.75 8h12.5M8 1.75c4.5 4 4.5 8.5 0 12.5M8 1.75c-4.5 4-4.5 8.5 0 12.5" />
  </Icon>
);

export const MercatorIcon = () => (
  <Icon>
    <rect x="1.75" y="2.75" width="12.5" height="10.5" rx="1" />
    <path d="M1.75 8h12.5M6 2.75v10.5M10 2.75v10.5" />
  </Icon>
);

export const ThemeIcon = ({ choice }: { choice: 'light' | 'dark' | 'system' }) => (
  <Icon>
    {choice === 'dark' ? (
      <path d="M13.5 9.6A6 6 0 0 1 6.4 2.5a6 6 0 1 0 7.1 7.1z" />
    ) : (
      <circle cx="8" cy="8" r={choice === 'light' ? 3.25 : 5.75} />
    )}
    {choice === 'system' && <path d="M8 2.25a5.75 5.75 0 0 1 0 11.5z" fill="currentColor" />}
    {choice === 'light' && (
      <path d="M8 .75v1.5M8 13.75v1.5M.75 8h1.5M13.75 8h1.5M2.9 2.9l1 1M12.1 12.1l1 1M2.9 13.1l1-1M12.1 3.9l1-1" />
    )}
  </Icon>
);

export const CrossIcon = () => (
  <Icon>
    <path d="M4 4l8 8M12 4l-8 8" />
  </Icon>
);

export const ChevronIcon = () => (
  <Icon>
    <path d="M6 4l4 4-4 4" />
  </Icon>
);

export const SaveIcon = () => (
  <Icon>
    <path d="M8 1.75v8M4.75 6.75L8 10l3.25-3.25M2 11.25v2.5h12v-2.5" />
  </Icon>
);

export const ScriptIcon = () => (
  <Icon>
    <path d="M5 4.5L1.75 8 5 11.5M11 4.5L14.25 8 11 11.5M9.25 2.75l-2.5 10.5" />
  </Icon>
);
