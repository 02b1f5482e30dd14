import { type Named, readAddress } from '../choice/address.ts';
import type { Choice } from '../choice/choice.ts';
import { recipeParam } from '../choice/recipe-param.ts';
import { isAbort } from '../errors.ts';
import type { Rewrite } from '../net/addresses.ts';
import { type Ask, mayOpen } from './consent.ts';
import { nothingNamed } from './in-address.ts';
import type { Page } from './page-address.ts';

interface Followed {
  readonly page: Page;
  /** What is shown. */
  readonly choice: () => Choice;
  readonly rewrite: (rewrites: readonly Rewrite[]) => void;
  readonly show: (choice: Choice, signal: AbortSignal) => Promise<void>;
  /** Gives up what is about to be shown. */
  readonly stop: () => void;
  readonly tell: (error: unknown) => void;
  /** By a dialog unless given. */
  readonly ask?: Ask;
}

/** Shows what somebody writes into the page's address, once the person agrees to the hosts that it speaks to. */
export class AddressFollower {
  readonly #parts: Followed;
  #choice: Choice | null = null;

  constructor(parts: Followed) {
    this.#parts = parts;
    parts.page.addEventListener('hashchange', this.#onHash);
  }

  /** The choice of the address that is being shown; null: none. */
  get choice(): Choice | null {
    return this.#choice;
  }

  dispose(): void {
    this.#parts.page.removeEventListener('hashchange', this.#onHash);
  }

  readonly #onHash = (): void => {
    const { page, tell } = this.#parts;
    // A whole recipe begins anew, as at the page's start.
    if (new URLSearchParams(page.location.hash.slice(1)).has(recipeParam)) return page.location.reload();
    try {
      this.#read();
    } catch (error) {
      tell(error);
    }
  };

  #read(): void {
    const { page, ask, tell } = this.#parts;
    const { hash } = page.location;
    const named = readAddress(page.location);
    const answer = mayOpen({ ...nothingNamed, ...named }, { page: page.location, ask });
    if (answer === true) return this.#take(named);
    const take = (opens: boolean): void => {
      // It may have changed while the person was asked.
      if (opens && page.location.hash === hash) this.#take(named);
    };
    answer.then(take).catch(tell);
  }

  #take({ choice, rewrites }: Named): void {
    this.#parts.rewrite(rewrites);
    if (choice) this.#follow(choice);
  }

  #follow(choice: Choice): void {
    const { show, stop, tell } = this.#parts;
    const now = this.#parts.choice();
    if (same(choice, this.#choice ?? now)) return;
    // Back to what is shown, before the other was.
    if (same(choice, now)) return stop();
    this.#choice = choice;
    show(choice, new AbortController().signal)
      .catch((error: unknown) => {
        if (!isAbort(error)) tell(error);
      })
      .finally(() => {
        if (this.#choice === choice) this.#choice = null;
      });
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
