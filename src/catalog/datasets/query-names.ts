import type { PropertyTest } from '../../scene/query.ts';

/** A test by Earth Engine's name as one by STAC's, which a server understands; null where it cannot be put so. */
export type Translate = (test: PropertyTest) => PropertyTest | null;

/** The same number under another name. */
export function numeric(name: string): Translate {
  return (test) => (valuesOf(test).every((value) => typeof value === 'number') ? { ...test, name } : null);
}

/** The same text under another name. Servers order texts by code unit, as Earth Engine does. */
export function textual(name: string): Translate {
  return (test) => (valuesOf(test).every((value) => typeof value === 'string') ? { ...test, name } : null);
}

/** Values that are spelt otherwise: in one way, or in any of several. Spellings have no order. */
export function spelt(name: string, spell: (value: number | string) => readonly string[] | null): Translate {
  return (test) => {
    const spellings: string[] = [];
    for (const value of valuesOf(test)) {
      const found = spell(value);
      if (!found) return null;
      spellings.push(...found);
    }
    const [only] = spellings;
    if (test.op === 'neq') return spellings.length === 1 ? { name, op: 'neq', value: only! } : null;
    if (test.op !== 'eq' && test.op !== 'in') return null;
    if (spellings.length === 1) return { name, op: 'eq', value: only! };
    return { name, op: 'in', value: spellings };
  };
}

/** One spelling, for values that fit a pattern. */
export function replaced(
  name: string,
  pattern: RegExp,
  spell: (match: RegExpExecArray) => string,
): Translate {
  return spelt(name, (value) => {
    const match = pattern.exec(String(value));
    return match && [spell(match)];
  });
}

/** Whole numbers that STAC writes with leading zeros; written so, they keep their order. */
export function padded(name: string, digits: number): Translate {
  const most = 10 ** digits;
  const spell = (value: number | string): string | null => {
    const number = Number(value);
    return Number.isInteger(number) && number >= 0 && number < most
      ? String(number).padStart(digits, '0')
      : null;
  };
  return (test) => {
    const values = valuesOf(test).map(spell);
    if (!values.every((value) => value !== null)) return null;
    return test.op === 'in' ? { ...test, name, value: values } : { name, op: test.op, value: values[0]! };
  };
}

function valuesOf({ value }: PropertyTest): readonly (number | string)[] {
  return typeof value === 'object' ? value : [value];
}
