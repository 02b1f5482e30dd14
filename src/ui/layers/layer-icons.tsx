/** Six dots: what can be dragged. */
export const HandleIcon = () => (
  <svg class="icon" viewBox="0 0 8 16" width="8" height="16" fill="currentColor" aria-hidden="true">
    {[4, 8, 12].flatMap((y) => [2, 6].map((x) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1" />))}
  </svg>
);

export const MoreIcon = () => (
  <svg class="icon" viewBox="0 0 16 16" width="16" height="16" fill="currentColor" aria-hidden="true">
    {[3, 8, 13].map((x) => (
      <circle key={x} cx={x} cy="8" r="1.25" />
    ))}
  </svg>
);

/** Three controls at different heights. */
export const StyleIcon = () => (
  <svg
    class="icon"
    viewBox="0 0 16 16"
    width="16"
    height="16"
    fill="none"
    stroke="currentColor"
    aria-hidden="true"
  >
    <path d="M1.75 4.5h5.5M11 4.5h3.25M1.75 11.5h2.5M8 11.5h6.25" />
    <circle cx="9.1" cy="4.5" r="1.85" />
    <circle cx="6.1" cy="11.5" r="1.85" />
  </svg>
);
