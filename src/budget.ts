/**
 * Counts the bytes that owners hold, in one place. It refuses nothing: whoever can free something compares `held` with
 * `limit` and evicts.
 */
export class Budget {
  /** Bytes; may be changed at any time. */
  limit: number;
  #held = 0;
  readonly #byOwner = new Map<string, number>();

  constructor(limit: number) {
    this.limit = limit;
  }

  get held(): number {
    return this.#held;
  }

  heldBy(owner: string): number {
    return this.#byOwner.get(owner) ?? 0;
  }

  hold(owner: string, bytes: number): void {
    this.#byOwner.set(owner, this.heldBy(owner) + bytes);
    this.#held += bytes;
  }

  /** Throws a RangeError when `owner` gives back more than it holds: the count would lie from then on. */
  release(owner: string, bytes: number): void {
    const left = this.heldBy(owner) - bytes;
    if (left < 0) throw new RangeError(`${owner} releases ${bytes} bytes and holds ${left + bytes}`);
    if (left === 0) this.#byOwner.delete(owner);
    else this.#byOwner.set(owner, left);
    this.#held -= bytes;
  }
}
