import type { GeotiffPort } from './geotiff-port.ts';

/** What the Save drawer sees of the program, each part its own. */
export interface SavePort {
  readonly geotiff: GeotiffPort;
}
