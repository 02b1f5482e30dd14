import { signal } from '@preact/signals';
import { BestpixelError, tell } from '../../errors.ts';
import { task } from '../data/task.ts';
import { saveFile } from '../save-file.ts';
import type { ShareFinding, SharePort } from './share-port.ts';

/** Bytes of a recipe file that are looked at. */
const largestFile = 4e6;

/** What the Share dialog shows. */
export class ShareControl {
  readonly open = signal(false);
  readonly link = signal<string | null>(null);
  readonly contents = signal('');
  readonly findings = signal<readonly ShareFinding[]>([]);
  /** What became of the last press of a button. */
  readonly said = signal<string | null>(null);
  readonly linking = task();
  readonly opening = task();
  readonly #port: SharePort;

  constructor(port: SharePort) {
    this.#port = port;
  }

  readonly show = (): void => {
    this.said.value = null;
    this.link.value = null;
    this.contents.value = this.#port.contents();
    this.findings.value = this.#port.findings();
    this.open.value = true;
    void this.linking.run(async (signal) => {
      const link = await this.#port.link();
      signal.throwIfAborted();
      this.link.value = link;
    });
  };

  readonly close = (): void => {
    this.open.value = false;
    this.stop();
  };

  async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.link.value ?? '');
      this.said.value = 'The link is copied.';
    } catch (error) {
      this.said.value = `Nothing was copied: ${tell(error)} Select the link, and copy it by hand.`;
    }
  }

  /** By the device's own way of sending things. */
  async send(): Promise<void> {
    try {
      await navigator.share({ title: 'Bestpixel', url: this.link.value ?? '' });
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) {
        this.said.value = `Nothing was sent: ${tell(error)}`;
      }
    }
  }

  save(): void {
    const { name, text } = this.#port.file();
    saveFile({ name, data: new Blob([text], { type: 'application/json' }) });
    this.said.value = `Saved ${name}.`;
  }

  async openFile(file: File): Promise<void> {
    this.said.value = null;
    await this.opening.run(async (signal) => {
      if (file.size > largestFile) {
        throw new BestpixelError('bad-input', 'this file is too large for a recipe', {
          where: file.name,
          remedy: 'Open one that Share has saved.',
        });
      }
      const text = await file.text();
      signal.throwIfAborted();
      await this.#port.open(text);
      this.open.value = false;
    });
  }

  /** Of a file that was dropped: what is wrong with it stands in the dialog. */
  readonly take = (file: File): void => {
    this.show();
    void this.openFile(file);
  };

  stop(): void {
    this.linking.stop();
    this.opening.stop();
  }
}
