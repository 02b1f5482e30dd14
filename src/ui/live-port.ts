import { signal } from '@preact/signals';
import { coalesce } from './coalesce.ts';
import type { ViewerPort } from './viewer-port.ts';

/** The port as components read it. */
export interface LivePort {
  /** The port; whoever reads it while rendering is rendered again, at most once per frame, when it changes. */
  now(): ViewerPort;
  stop(): void;
}

export function livePort(port: ViewerPort): LivePort {
  const beat = signal(0);
  const soon = coalesce(() => {
    beat.value += 1;
  });
  const off = port.on('change', soon.request);
  return {
    now() {
      void beat.value;
      return port;
    },
    stop() {
      off();
      soon.stop();
    },
  };
}
