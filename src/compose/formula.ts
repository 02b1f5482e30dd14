import type { PixelExpr } from '../expression/pixel.ts';
import { bandwise, operate } from './bandwise.ts';
import { badFormula, tokensOf, type Token } from './formula-tokens.ts';
import { constants, functions, levels } from './formula-words.ts';
import { constantImage, renameBands, selectBands, type ImageValue } from './images.ts';
import { powerOf } from './powers.ts';
import type { DictionaryValue, Value } from './values.ts';

const method = 'Image.expression';

/**
 * A formula of bands, as `Image.expression` takes it: names mean what the map gives, `b` the image's own bands.
 * @throws BestpixelError 'bad-input' with the place in the formula, 'missing-band'
 */
export function formulaOf(input: ImageValue, formula: string, map?: DictionaryValue): ImageValue {
  return new Formula(input, formula, map).whole();
}

/** How deep parentheses may go. */
const deepest = 100;

/** Reads from left to right, each level by a method of its own, and computes as it goes. */
class Formula {
  readonly #input: ImageValue;
  readonly #formula: string;
  readonly #map: DictionaryValue | undefined;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(input: ImageValue, formula: string, map: DictionaryValue | undefined) {
    this.#input = input;
    this.#formula = formula;
    this.#map = map;
    this.#tokens = tokensOf(formula);
  }

  whole(): ImageValue {
    const [name, sign] = this.#tokens;
    const isNamed = name!.kind === 'name' && sign?.text === '=' && sign.kind === 'sign';
    if (isNamed) this.#next = 2;
    const image = this.#choice();
    if (this.#token.kind !== 'end') throw this.#bad(`'${this.#token.text}' is not expected`);
    return isNamed ? { ...image, bands: renameBands(method, image.bands, [name!.text]) } : image;
  }

  get #token(): Token {
    return this.#tokens[this.#next]!;
  }

  #choice(): ImageValue {
    this.#enter();
    const test = this.#level(0);
    let image = test;
    if (this.#take('?')) {
      const yes = this.#choice();
      this.#expect(':');
      // Named after what is chosen.
      image = bandwise(method, [yes, this.#choice(), test], (a, b, test) => chosen(test!, a!, b!));
    }
    this.#depth--;
    return image;
  }

  #level(at: number): ImageValue {
    const operators = levels[at];
    if (!operators) return this.#signed();
    let left = this.#level(at + 1);
    for (;;) {
      const { kind, text } = this.#token;
      const op = kind === 'sign' && Object.hasOwn(operators, text) ? operators[text] : undefined;
      if (!op) return left;
      this.#next++;
      const pair = [left, this.#level(at + 1)];
      // Exclusive or is of truths.
      const sides = text === '^' ? pair.map((image) => operate(method, 'not', [image])) : pair;
      left = operate(method, op, sides);
    }
  }

  #signed(): ImageValue {
    this.#enter();
    const image = this.#unary();
    this.#depth--;
    return image;
  }

  #unary(): ImageValue {
    if (this.#take('-')) return bandwise(method, [this.#signed()], (value) => negated(value!));
    if (this.#take('+')) return this.#signed();
    if (this.#take('!')) return operate(method, 'not', [this.#signed()]);
    const base = this.#part();
    return this.#take('**') ? powerOf(method, base, this.#signed()) : base;
  }

  #part(): ImageValue {
    const token = this.#token;
    this.#next++;
    if (token.kind === 'number') return numberOf(token.text);
    if (token.kind === 'name') return this.#named(token);
    if (token.kind === 'sign' && token.text === '(') {
      const image = this.#choice();
      this.#expect(')');
      return image;
    }
    this.#next--;
    throw this.#bad(token.kind === 'end' ? 'it ends too early' : `'${token.text}' is not expected`);
  }

  #named(name: Token): ImageValue {
    if (this.#token.text === '(' && this.#token.kind === 'sign') return this.#call(name);
    let image = this.#meant(name);
    for (;;) {
      if (this.#take('.')) image = this.#band(image, ['name']);
      else if (this.#take('[')) {
        image = this.#band(image, ['text', 'number']);
        this.#expect(']');
      } else return image;
    }
  }

  #call(name: Token): ImageValue {
    this.#expect('(');
    if (name.text === 'b') {
      if (this.#take(')')) return this.#input;
      const image = this.#band(this.#input, ['text', 'number']);
      this.#expect(')');
      return image;
    }
    const known = Object.hasOwn(functions, name.text) ? functions[name.text] : undefined;
    if (!known) throw badFormula(`there is no function '${name.text}'`, this.#formula, name.at);
    const args = [this.#choice()];
    while (this.#take(',')) args.push(this.#choice());
    this.#expect(')');
    if (args.length !== known.arity) {
      throw badFormula(`${name.text}() takes ${known.arity} values`, this.#formula, name.at);
    }
    return known.op === 'pow' ? powerOf(method, args[0]!, args[1]!) : operate(method, known.op, args);
  }

  #meant({ text, at }: Token): ImageValue {
    const value = this.#map?.entries.get(text);
    if (value !== undefined) return this.#imageOf(value, text, at);
    if (Object.hasOwn(constants, text)) return constantImage(method, constants[text]!);
    const names = [...(this.#map?.entries.keys() ?? [])].join(', ') || 'none';
    throw badFormula(`'${text}' means nothing here (names: ${names}; bands: b('name'))`, this.#formula, at);
  }

  #imageOf(value: Value, name: string, at: number): ImageValue {
    if (typeof value === 'number') return constantImage(method, value);
    if (typeof value === 'object' && value !== null && 'kind' in value) {
      if (value.kind === 'image') return value;
      if (value.kind === 'scene-value') return constantImage(method, value);
    }
    throw badFormula(`'${name}' is neither an image nor a number`, this.#formula, at);
  }

  #band(image: ImageValue, kinds: readonly Token['kind'][]): ImageValue {
    const { kind, text } = this.#token;
    if (!kinds.includes(kind)) throw this.#bad(`'${text}' names no band`);
    this.#next++;
    const selector = kind === 'number' ? Number(text) : text;
    return { ...image, bands: selectBands(method, image.bands, [selector]) };
  }

  #take(sign: string): boolean {
    const isHere = this.#token.kind === 'sign' && this.#token.text === sign;
    if (isHere) this.#next++;
    return isHere;
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) throw this.#bad(`'${sign}' is expected, not '${this.#token.text}'`);
  }

  #enter(): void {
    if (++this.#depth > deepest) throw this.#bad('it is nested too deeply');
  }

  #bad(what: string): Error {
    return badFormula(what, this.#formula, this.#token.at);
  }
}

/** Written with a fraction or an exponent, it is no whole number to divide by. */
function numberOf(text: string): ImageValue {
  const image = constantImage(method, Number(text));
  return /^0[xb]/i.test(text) || !/[.e]/i.test(text) ? image : operate(method, 'toFloat', [image]);
}

function chosen(test: PixelExpr, yes: PixelExpr, no: PixelExpr): PixelExpr {
  return { op: 'choose', args: [test, yes, no] };
}

function negated(value: PixelExpr): PixelExpr {
  if (value.op === 'const') return { op: 'const', value: -value.value };
  return { op: 'multiply', args: [value, { op: 'const', value: -1 }] };
}
