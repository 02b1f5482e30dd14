/** The browser's two ways to be called later; a test passes its own. */
export interface Clock {
  frame(run: () => void): () => void;
  after(ms: number, run: () => void): () => void;
}

/** A hidden tab has no frames: then the timer is the one that fires. */
const slowest = 250;

/** Many requests, one run: at the next frame, or after 250 ms where no frame comes. */
export function coalesce(run: () => void, clock: Clock = browserClock) {
  let cancel: (() => void) | null = null;
  const fire = () => {
    stop();
    run();
  };
  const stop = () => {
    cancel?.();
    cancel = null;
  };
  const request = () => {
    if (cancel) return;
    const cancels = [clock.frame(fire), clock.after(slowest, fire)];
    cancel = () => cancels.forEach((each) => each());
  };
  return { request, stop };
}

const browserClock: Clock = {
  frame(run) {
    const id = requestAnimationFrame(run);
    return () => cancelAnimationFrame(id);
  },
  after(ms, run) {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
};
