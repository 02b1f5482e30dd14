import { BestpixelError } from '../errors.ts';

/** A word, number or sign of a formula. */
export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'sign' | 'end';
  readonly text: string;
  /** Of its first character, from 0. */
  readonly at: number;
}

const number = /0[xX][\da-fA-F]+|0[bB][01]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/;
const sign = /\*\*|<=|>=|==|!=|&&|\|\||[-+*/%<>!^?:=().,[\]]/;
const form = new RegExp(
  `\\s*(?:(${number.source})|([A-Za-z_$][\\w$]*)|'([^']*)'|"([^"]*)"|(${sign.source}))`,
  'y',
);

/** The longest formula. */
const longest = 5000;
/** As many words, numbers and signs. */
const most = 1500;

/** @throws BestpixelError 'bad-input' with the place where it cannot be read */
export function tokensOf(formula: string): Token[] {
  if (formula.length > longest) throw badFormula(`it is longer than ${longest} characters`, formula, 0);
  const tokens: Token[] = [];
  const text = formula.trimEnd();
  form.lastIndex = 0;
  while (form.lastIndex < text.length) {
    const from = form.lastIndex;
    const match = form.exec(text);
    if (!match) throw badFormula(`'${text.slice(from).trim()[0]}' cannot be read`, formula, from);
    const [whole, number, name, single, double, sign] = match;
    const kind = number ? 'number' : name ? 'name' : sign ? 'sign' : 'text';
    const found = number ?? name ?? sign ?? single ?? double ?? '';
    tokens.push({ kind, text: found, at: from + whole.length - whole.trimStart().length });
  }
  if (tokens.length > most) throw badFormula(`it has more than ${most} parts`, formula, text.length - 1);
  tokens.push({ kind: 'end', text: 'the end', at: text.length });
  return tokens;
}

export function badFormula(what: string, formula: string, at: number): BestpixelError {
  return new BestpixelError('bad-input', `Image.expression: ${what}, at character ${at + 1}`, {
    where: formula.length > 60 ? `${formula.slice(0, 60)}…` : formula,
    remedy: 'Correct the formula.',
  });
}
