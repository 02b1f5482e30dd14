/** Text with the places where its lines may be broken. A group stays on one line where it fits. */
export type Doc =
  | string
  | readonly Doc[]
  | { readonly kind: 'line'; readonly flat: '' | ' ' }
  | { readonly kind: 'hard' }
  | { readonly kind: 'nest' | 'group'; readonly doc: Doc };

/** Nothing, or a break. */
export const softline: Doc = { kind: 'line', flat: '' };
/** A space, or a break. */
export const line: Doc = { kind: 'line', flat: ' ' };
/** A break always. */
export const hardline: Doc = { kind: 'hard' };
export const nest = (...doc: readonly Doc[]): Doc => ({ kind: 'nest', doc });
export const group = (...doc: readonly Doc[]): Doc => ({ kind: 'group', doc });

export function join(separator: Doc, docs: readonly Doc[]): Doc {
  return docs.flatMap((doc, i) => (i === 0 ? [doc] : [separator, doc]));
}

/** Items in brackets, as many on a line as fit. */
export function filled(open: string, items: readonly Doc[], close: string): Doc {
  if (items.length === 0) return open + close;
  const [first, ...others] = items as readonly [Doc, ...Doc[]];
  return group(
    open,
    nest(softline, first, ...others.map((item) => [',', group(line, item)])),
    softline,
    close,
  );
}

/** Items in brackets, each on a line of its own where they do not fit on one. */
export function listed(open: string, items: readonly Doc[], close: string): Doc {
  if (items.length === 0) return open + close;
  return group(open, nest(softline, join([',', line], items)), softline, close);
}

const widths = new WeakMap<object, number>();

/** Characters on one line; infinite where a break must be. */
export function widthOf(doc: Doc): number {
  if (typeof doc === 'string') return doc.length;
  let width = widths.get(doc);
  if (width === undefined) {
    width = measured(doc);
    widths.set(doc, width);
  }
  return width;
}

function measured(doc: Exclude<Doc, string>): number {
  if (!('kind' in doc)) return doc.reduce<number>((sum, part) => sum + widthOf(part), 0);
  if (doc.kind === 'line') return doc.flat.length;
  return doc.kind === 'hard' ? Infinity : widthOf(doc.doc);
}

interface Part {
  readonly doc: Doc;
  readonly indent: number;
  readonly flat: boolean;
}

/** The text, its lines no wider than `width` where breaks allow. */
export function render(doc: Doc, width = 100): string {
  const out: string[] = [];
  let column = 0;
  const stack: Part[] = [{ doc, indent: 0, flat: false }];
  const put = (text: string): void => {
    out.push(text);
    column += text.length;
  };
  const breakLine = (indent: number): void => {
    out.push(`\n${'  '.repeat(indent)}`);
    column = 2 * indent;
  };
  for (let part = stack.pop(); part; part = stack.pop()) {
    const { doc, indent, flat } = part;
    if (typeof doc === 'string') put(doc);
    else if (!('kind' in doc)) stack.push(...doc.map((doc) => ({ doc, indent, flat })).toReversed());
    else if (doc.kind === 'hard') breakLine(indent);
    else if (doc.kind === 'line' && flat) put(doc.flat);
    else if (doc.kind === 'line') breakLine(indent);
    else if (doc.kind === 'nest') stack.push({ doc: doc.doc, indent: indent + 1, flat });
    else stack.push({ doc: doc.doc, indent, flat: flat || column + widthOf(doc.doc) <= width });
  }
  return out.join('');
}
