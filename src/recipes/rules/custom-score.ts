import type { Rule } from '../../choice/rule.ts';
import type { Image } from '../../ee/ee.ts';
import { BestpixelError } from '../../errors.ts';
import type { Scene } from '../../scene/scene.ts';

/** Texts in quotes, numbers, then p('a property'), then names with what comes before and after. */
const words =
  /'[^']*'|"[^"]*"|\d[\w.]*|\bp\s*\(\s*(?:'([^']*)'|"([^"]*)")\s*\)|(\.\s*)?([A-Za-z_$][\w$]*)(\s*\()?/g;

const constants = new Set(['PI', 'E']);

/**
 * A formula as `Image.expression` takes it, in which names mean bands, or properties where no band has them, and
 * p('eo:cloud_cover') a property of any name.
 * @throws BestpixelError 'bad-input' for an empty formula and a name that neither has
 */
export function customScore({
  list,
  rule: { expression },
}: {
  readonly list: readonly Scene[];
  readonly rule: Rule;
}): (image: Image) => Image {
  if (expression.trim() === '') {
    throw new BestpixelError('bad-input', 'there is no expression', {
      remedy: 'Write one in bands and properties.',
    });
  }
  const known = namesIn(list);
  const bands = new Set<string>();
  const properties = new Map<string, string>();
  const property = (name: string): string => {
    if (!known.properties.has(name)) throw unknown(name);
    const short = /^[A-Za-z_$][\w$]*$/.test(name) && !known.bands.has(name);
    const meant = short ? name : (properties.get(name) ?? `p${properties.size}_`);
    properties.set(name, meant);
    return meant;
  };
  const formula = expression
    .replace(/^\s*[A-Za-z_$][\w$]*\s*=(?!=)/, '')
    .replace(words, (word, single?: string, double?: string, dot?: string, name?: string, call?: string) => {
      const quoted = single ?? double;
      if (quoted !== undefined) return property(quoted);
      if (name === undefined || dot !== undefined || call !== undefined || constants.has(name)) return word;
      if (known.bands.has(name)) bands.add(name);
      else property(name);
      return word;
    });
  return (image) =>
    image.expression(formula, {
      ...Object.fromEntries([...bands].map((name) => [name, image.select(name)])),
      ...Object.fromEntries([...properties].map(([name, meant]) => [meant, image.getNumber(name)])),
    });
}

/** What an expression may name: bands, aliases included, and properties that are numbers somewhere. */
export function namesIn(list: readonly Scene[]): {
  readonly bands: ReadonlySet<string>;
  readonly properties: ReadonlySet<string>;
} {
  const [bands, properties] = [new Set<string>(), new Set(['system:time_start'])];
  for (const { bands: own, aliases, properties: held } of list) {
    for (const name of [...own.keys(), ...(aliases?.keys() ?? [])]) bands.add(name);
    for (const [name, value] of Object.entries(held)) if (typeof value === 'number') properties.add(name);
  }
  return { bands, properties };
}

function unknown(name: string): BestpixelError {
  return new BestpixelError(
    'bad-input',
    `'${name.slice(0, 40)}' is neither a band nor a number of the scenes`,
    {
      remedy: "Use a name from the list, or p('…') for a property of any name.",
    },
  );
}
