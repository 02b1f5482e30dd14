/** What the viewer tells of: 'change', anything may differ, the view included; 'error', the detail is it. */
export type ViewerEvent = 'change' | 'error';
export type Listener = (detail?: unknown) => void;

/** Who wants to know. A listener that throws keeps none of the others from hearing. */
export class Listeners {
  readonly #listeners = { change: new Set<Listener>(), error: new Set<Listener>() };

  /** Returns the unsubscribe. */
  on(event: ViewerEvent, listener: Listener): () => void {
    this.#listeners[event].add(listener);
    return () => this.#listeners[event].delete(listener);
  }

  emit(event: ViewerEvent, detail?: unknown): void {
    const listeners = this.#listeners[event];
    // An error that nobody listens for belongs in the console.
    if (event === 'error' && listeners.size === 0) reportError(detail);
    for (const listener of listeners) {
      try {
        listener(detail);
      } catch (error) {
        reportError(error);
      }
    }
  }

  clear(): void {
    for (const listeners of Object.values(this.#listeners)) listeners.clear();
  }
}
