import {
  type Named,
  type NamedScript,
  readAddress,
  readCompare,
  readRule,
  readScript,
} from '../choice/address.ts';
import type { Compare } from '../choice/compare.ts';
import type { Rule } from '../choice/rule.ts';

/** What the page's address names. */
export interface InAddress extends Named {
  readonly script: NamedScript;
  readonly compare: Compare | null;
  readonly rule: Rule | null;
  /** The first mistake in it; null: none. */
  readonly problem: unknown;
}

/** Reads the address; a mistake in a part of it keeps nobody from the rest. */
export function inAddress(location: Pick<Location, 'hash' | 'search'>): InAddress {
  let problem: unknown = null;
  const part = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      problem ??= error;
      return otherwise;
    }
  };
  const address = part<Named>(() => readAddress(location), { choice: null, rewrites: [] });
  const script = part<NamedScript>(() => readScript(location), { source: null, example: null });
  const compare = part(() => readCompare(location), null);
  const rule = part(() => readRule(location), null);
  return { ...address, script, compare, rule, problem };
}
