/** A word of a name, and whether it stands after the date. */
export interface Word {
  readonly text: string;
  readonly after: boolean;
}

interface Worded {
  readonly words: readonly Word[];
}

const same = (a: Word, b: Word): boolean => a.text === b.text && a.after === b.after;

/** The words that all have, in the first one's order. */
export function wordsOfAll([first, ...others]: readonly Worded[]): readonly Word[] {
  return (first?.words ?? []).filter((word) =>
    others.every(({ words }) => words.some((one) => same(one, word))),
  );
}

export function without({ words }: Worded, left: readonly Word[]): Word[] {
  return words.filter((word) => !left.some((one) => same(one, word)));
}

export function joined(words: readonly Word[]): string {
  return words.map(({ text }) => text).join('_');
}

/** What else a name says: after the date, where it says anything there. */
export function restOf(name: Worded, left: readonly Word[]): string {
  const rest = without(name, left);
  const after = rest.filter((word) => word.after);
  return joined(after.length > 0 ? after : rest);
}
