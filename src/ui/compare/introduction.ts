/** Where the line goes by itself, and when it is there. */
const stops = [
  { ms: 0, position: 0.5 },
  { ms: 600, position: 0.25 },
  { ms: 1800, position: 0.75 },
  { ms: 2500, position: 0.5 },
] as const;

/** Where the line is so long after it set out; null: the way is over. */
export function introducedAt(ms: number): number | null {
  const next = stops.findIndex((stop) => stop.ms > ms);
  if (next < 1) return next < 0 ? null : stops[0].position;
  const [from, to] = [stops[next - 1]!, stops[next]!];
  const share = (ms - from.ms) / (to.ms - from.ms);
  return from.position + ((to.position - from.position) * (1 - Math.cos(Math.PI * share))) / 2;
}

/** The most ms that one frame moves it on: where frames are few, the way takes longer and is still seen whole. */
const longestStep = 200;

/** Moves the line once along the way. Whatever the person does ends it at once; so does the function returned. */
export function introduce(to: (position: number) => void): () => void {
  const end = new AbortController();
  let frame = 0;
  let gone = 0;
  let last: number | null = null;
  const step = (now: number): void => {
    gone += Math.min(now - (last ?? now), longestStep);
    last = now;
    const position = introducedAt(gone);
    to(position ?? stops.at(-1)!.position);
    if (position === null) end.abort();
    else frame = requestAnimationFrame(step);
  };
  const stop = (): void => end.abort();
  end.signal.addEventListener('abort', () => cancelAnimationFrame(frame));
  for (const type of ['pointerdown', 'keydown', 'wheel'])
    window.addEventListener(type, stop, { signal: end.signal, capture: true, passive: true });
  frame = requestAnimationFrame(step);
  return stop;
}
