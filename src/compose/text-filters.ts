import { BestpixelError } from '../errors.ts';
import { compare, not, type SceneFilter, type TextTest } from './filters.ts';

export function textFilter(op: TextTest, name: string, value: string): SceneFilter {
  return { kind: 'text', op, name, value };
}

/** Unlike gte and lte, false where the property is missing. */
export function orEqual(op: 'lt' | 'gt', name: string, value: number | string): SceneFilter {
  return { kind: 'any', filters: [compare(op, name, value), compare('eq', name, value)] };
}

const tests: Readonly<Record<string, (name: string, value: number | string) => SceneFilter>> = {
  equals: (name, value) => compare('eq', name, value),
  less_than: (name, value) => compare('lt', name, value),
  greater_than: (name, value) => compare('gt', name, value),
  contains: (name, value) => textFilter('contains', name, String(value)),
  starts_with: (name, value) => textFilter('startsWith', name, String(value)),
  ends_with: (name, value) => textFilter('endsWith', name, String(value)),
};

/**
 * What `filterMetadata` says.
 * @throws BestpixelError 'bad-input' for an operator that is none.
 */
export function metadataFilter(name: string, operator: string, value: number | string): SceneFilter {
  const op = operator.toLowerCase();
  const negated = op.startsWith('not_');
  const key = negated ? op.slice(4) : op;
  if (Object.hasOwn(tests, key)) {
    const filter = tests[key]!(name, value);
    return negated ? not(filter) : filter;
  }
  throw new BestpixelError('bad-input', `filterMetadata: '${operator.slice(0, 40)}' is no operator`, {
    where: 'ImageCollection.filterMetadata',
    remedy: `Use one of ${Object.keys(tests).join(', ')}, or one of these after not_.`,
  });
}

const token =
  /\s*(?:(<=|>=|==|!=|=|<|>|\(|\)|&&|\|\||!)|'([^']*)'|"([^"]*)"|(-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([A-Za-z_][\w:.]*))/y;

type Token =
  | { readonly kind: 'sign'; readonly text: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly text: string };

/**
 * A filter that is written as text, such as "CLOUD_COVER < 20 and WRS_ROW == 32".
 * @throws BestpixelError 'bad-input' for anything but comparisons of properties with values, joined by and, or, not.
 */
export function writtenFilter(text: string): SceneFilter {
  return new Parser(text).parse();
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = this.#split();
  }

  parse(): SceneFilter {
    const filter = this.#either();
    if (this.#at < this.#tokens.length) throw this.#bad();
    return filter;
  }

  #split(): Token[] {
    const tokens: Token[] = [];
    const source = this.#text.trimEnd();
    token.lastIndex = 0;
    while (token.lastIndex < source.length) {
      const found = token.exec(source);
      if (!found) throw this.#bad();
      const [, sign, single, double, number, name] = found;
      if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
      else if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) });
      else if (name !== undefined) tokens.push({ kind: 'name', text: name });
      else tokens.push({ kind: 'text', value: single ?? double ?? '' });
    }
    return tokens;
  }

  #either(): SceneFilter {
    const filters = [this.#both()];
    while (this.#takes('or', '||')) filters.push(this.#both());
    return filters.length === 1 ? filters[0]! : { kind: 'any', filters };
  }

  #both(): SceneFilter {
    const filters = [this.#one()];
    while (this.#takes('and', '&&')) filters.push(this.#one());
    return filters.length === 1 ? filters[0]! : { kind: 'all', filters };
  }

  #one(): SceneFilter {
    if (++this.#depth > 100) throw this.#bad();
    try {
      if (this.#takes('not', '!')) return not(this.#one());
      if (!this.#takes('(')) return this.#comparison();
      const filter = this.#either();
      if (!this.#takes(')')) throw this.#bad();
      return filter;
    } finally {
      this.#depth--;
    }
  }

  #comparison(): SceneFilter {
    const [name, sign, value] = this.#tokens.slice(this.#at, this.#at + 3);
    if (
      name?.kind !== 'name' ||
      sign?.kind !== 'sign' ||
      (value?.kind !== 'number' && value?.kind !== 'text')
    ) {
      throw this.#bad();
    }
    this.#at += 3;
    const [property, held] = [name.text, value.value];
    switch (sign.text) {
      case '=':
      case '==':
        return compare('eq', property, held);
      case '!=':
        return not(compare('eq', property, held));
      case '<':
        return compare('lt', property, held);
      case '>':
        return compare('gt', property, held);
      case '<=':
        return orEqual('lt', property, held);
      case '>=':
        return orEqual('gt', property, held);
      default:
        throw this.#bad();
    }
  }

  #takes(...words: readonly string[]): boolean {
    const next = this.#tokens[this.#at];
    const text = next?.kind === 'sign' ? next.text : next?.kind === 'name' ? next.text.toLowerCase() : null;
    if (text === null || !words.includes(text)) return false;
    this.#at++;
    return true;
  }

  #bad(): BestpixelError {
    return new BestpixelError(
      'bad-input',
      `'${this.#text.slice(0, 100)}' is no filter that can be read here`,
      {
        where: 'ImageCollection.filter',
        remedy: "Write comparisons such as 'CLOUD_COVER < 20 and WRS_ROW == 32', or use ee.Filter.",
      },
    );
  }
}
