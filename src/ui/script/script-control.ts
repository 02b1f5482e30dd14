import { effect, signal } from '@preact/signals';
import { tell, type Position } from '../../errors.ts';
import { coalesce } from '../coalesce.ts';
import { beginning, keepDraft } from './draft.ts';
import { RunControl } from './run-control.ts';
import type { ScriptPort } from './script-port.ts';

/** A text that waits for leave to replace another, which somebody wrote. */
interface Offer {
  readonly name: string;
  readonly source: string;
}

/** What the script panel shows and does, whether its editor is there or not. Marks `page` with `data-script`. */
export class ScriptControl {
  readonly port: ScriptPort;
  readonly open = signal(false);
  readonly source = signal('');
  /** Came with the address, and has not been run. */
  readonly fromLink = signal(false);
  readonly gallery = signal(false);
  readonly offer = signal<Offer | null>(null);
  /** What became of the last press of a button. */
  readonly said = signal<string | null>(null);
  /** Where the cursor is asked to go. */
  readonly target = signal<Position | null>(null);
  /** Wants the keyboard: counts up each time it is asked for. */
  readonly focus = signal(0);
  readonly runs: RunControl;
  /** What the editor held before what the address brought. */
  before: string | null = null;

  #begun = false;
  /** The text that was put into the editor last; it is nobody's work. */
  #given: string | null = null;
  readonly #soon = coalesce(() => this.#keep());
  readonly #unmark: () => void;

  constructor(port: ScriptPort, page: HTMLElement) {
    this.port = port;
    this.runs = new RunControl(port);
    this.#unmark = effect(() => {
      page.dataset['script'] = this.open.value ? 'open' : 'closed';
    });
    const { opened } = port;
    if (!opened) return;
    this.#begin();
    this.open.value = true;
    if (opened.entry !== null) void this.runs.run(opened.source);
  }

  toggle(): void {
    if (this.open.value) this.close();
    else this.show();
  }

  show(): void {
    this.#begin();
    this.open.value = true;
    this.focus.value += 1;
  }

  close(): void {
    this.open.value = false;
  }

  /** What a person types. */
  type(source: string): void {
    if (source === this.source.value) return;
    this.source.value = source;
    this.said.value = null;
    this.#soon.request();
  }

  /** Puts a text into the editor, where nobody's work is in it; else it is offered. */
  take(name: string, source: string): void {
    this.gallery.value = false;
    if (source !== this.source.value && this.#edited()) this.offer.value = { name, source };
    else this.#replace(name, source);
  }

  answer(replace: boolean): void {
    const offer = this.offer.value;
    this.offer.value = null;
    if (offer && replace) this.#replace(offer.name, offer.source);
    else this.focus.value += 1;
  }

  run(): void {
    this.said.value = null;
    this.fromLink.value = false;
    this.#soon.request();
    void this.runs.run(this.source.value);
  }

  showAsScript(): void {
    try {
      this.take('what is shown now', this.port.showAsScript());
    } catch (error) {
      this.said.value = tell(error);
    }
  }

  copy(): Promise<void> {
    return this.#copy(() => this.source.value, 'The script is copied.');
  }

  copyLink(): Promise<void> {
    const told = 'The link is copied. It opens this script and does not run it by itself.';
    return this.#copy(() => this.port.linkTo(this.source.value), told);
  }

  goTo(position: Position): void {
    this.target.value = { ...position };
  }

  stop(): void {
    this.runs.end();
    this.#soon.stop();
    this.#unmark();
  }

  #begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    const { source, fromLink, edited, before } = beginning(this.port);
    this.source.value = source;
    this.fromLink.value = fromLink;
    this.before = before;
    this.#given = edited ? null : source;
  }

  #edited(): boolean {
    const now = this.source.value;
    const known = now === this.#given || this.port.gallery.some(({ source }) => source === now);
    return now.trim() !== '' && !known;
  }

  #replace(name: string, source: string): void {
    this.#given = source;
    this.source.value = source;
    this.fromLink.value = false;
    this.said.value = `The editor holds ${name}. Run it to see it.`;
    this.focus.value += 1;
    this.#soon.request();
  }

  #keep(): void {
    const kept = keepDraft(this.source.value, this.port.opened);
    if (!kept) this.said.value = 'This script is too long to be kept when the page is closed.';
  }

  async #copy(text: () => string, told: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text());
      this.said.value = told;
    } catch (error) {
      this.said.value = `Nothing was copied: ${tell(error)}`;
    }
  }
}
