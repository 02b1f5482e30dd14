import { signal } from '@preact/signals';
import { coalesce } from './coalesce.ts';
import type { ViewerPort } from './viewer-port.ts';

/** A port as components read it. */
export interface Live<Port> {
  /** The port; whoever reads it while rendering is rendered again, at most once per frame, when it changes. */
  now(): Port;
  stop(): void;
}

export type LivePort = Live<ViewerPort>;

export function livePort<Port extends { on(event: 'change', listener: () => void): () => void }>(
  port: Port,
): Live<Port> {
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
