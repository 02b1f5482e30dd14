/** What a script may take before it is stopped. */
export interface Limits {
  /** Milliseconds. */
  readonly time: number;
  /** Bytes. */
  readonly memory: number;
  /** Bytes of the interpreter's own stack; the stack of the worker is larger. */
  readonly stack: number;
}

export const limits: Limits = { time: 5_000, memory: 64 * 2 ** 20, stack: 128 * 2 ** 10 };

/** How much a script may be and hand over. */
export const most = {
  /** Characters of a script. */
  source: 1_000_000,
  /** Characters of what it hands over. */
  text: 4 * 2 ** 20,
  layers: 100,
  /** Lines of `print`; further ones are counted. */
  lines: 1_000,
  /** Values in one line. */
  parts: 100,
  /** Characters of one printed value. */
  printed: 10_000,
  /** Parts of all expressions together. */
  nodes: 40_000,
  /** Characters of a name, a sentence. */
  name: 1_000,
} as const;
