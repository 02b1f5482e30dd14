import { signal } from '@preact/signals';
import { GeotiffControl } from './geotiff-control.ts';
import type { SavePort } from './save-port.ts';

/** The Save drawer: open or not, and what its parts show. */
export class SaveControl {
  readonly open = signal(false);
  /** Wants the keyboard: counts up each time it is asked for. */
  readonly focus = signal(0);
  readonly geotiff: GeotiffControl;

  constructor(port: SavePort) {
    this.geotiff = new GeotiffControl(port.geotiff);
  }

  readonly toggle = (): void => {
    if (this.open.value) this.close();
    else this.show();
  };

  show(): void {
    this.open.value = true;
    this.focus.value += 1;
  }

  close(): void {
    this.open.value = false;
  }

  stop(): void {
    this.geotiff.stop();
  }
}
