import type { ValueType } from '../../expression/types.ts';
import {
  argumentList,
  type Called,
  calledOn,
  dictionaryDoc,
  functionCall,
  type Given,
  listDoc,
  resultOf,
} from './calls.ts';
import { literal } from './literals.ts';
import { type Doc, group, hardline, join, nest, softline, widthOf } from './layout.ts';
import { Names, wishFor } from './names.ts';
import { keyIn, type Owner, ownerOf, type Term, type Uses } from './terms.ts';

/** Wider arguments get a name of their own. */
const widest = 60;

/** Where statements go: the script, or the body of a function. */
interface Scope {
  readonly owner: Owner;
  readonly statements: Doc[];
}

/** Writes terms as expressions, and what they share as variables before them. */
export class Writer {
  readonly names = new Names();
  readonly #named = new Map<string, string>();
  readonly #scopes: Scope[] = [{ owner: null, statements: [] }];
  readonly #uses: Uses;

  constructor(uses: Uses) {
    this.#uses = uses;
  }

  /** Of the script, so far. */
  get statements(): readonly Doc[] {
    return this.#scopes[0]!.statements;
  }

  /** A layer's image: in full where it is short, else its variable. */
  layer(term: Term): Doc {
    return this.#short(term, 'Object');
  }

  readonly #write = (term: Term, wanted: ValueType): Doc => {
    const scope = this.#scopeOf(term);
    const name = this.#named.get(keyIn(scope.owner, term));
    if (name !== undefined) return name;
    return this.#isShared(term, scope) ? this.#define(term, scope) : this.#inline(term, wanted);
  };

  #scopeOf(term: Term): Scope {
    const around = this.#scopes.flatMap(({ owner }) => owner ?? []);
    const owner = ownerOf(term, around);
    return this.#scopes.findLast((scope) => scope.owner === owner)!;
  }

  #isShared(term: Term, { owner }: Scope): boolean {
    const { kind } = term.node;
    if (kind === 'constant' || kind === 'argument' || isPlain(term)) return false;
    return isMapped(term) || this.#uses.of(term, owner) > 1;
  }

  #define(term: Term, scope: Scope, doc: Doc = this.#inline(term, 'Object')): string {
    const name = this.names.give(wishFor(term, this.#uses));
    this.#named.set(keyIn(scope.owner, term), name);
    scope.statements.push([`var ${name} = `, doc, ';']);
    return name;
  }

  #inline(term: Term, wanted: ValueType): Doc {
    const { node } = term;
    switch (node.kind) {
      case 'constant':
        return literal(node.value);
      case 'argument':
        return this.#named.get(`argument ${node.name}`) ?? node.name;
      case 'list':
        return listDoc(term, wanted, this.#argument);
      case 'dictionary':
        return dictionaryDoc(term, this.#argument);
      case 'function':
        return this.#function(term, node.argument);
      case 'call':
        return calledOn(term) ? this.#chain(term) : functionCall(term, wanted, this.#argument);
    }
  }

  /** Methods called one after the other, up to what has a name. */
  #chain(term: Term): Doc {
    const links: Called[] = [];
    let start = term;
    for (let called = calledOn(start); called; called = this.#isNamed(start) ? null : calledOn(start)) {
      links.unshift(called);
      start = called.receiver;
      if (resultOf(start) !== called.type) break;
    }
    const base = this.#receiver(start, links[0]!);
    const calls = links.map(({ name, args }): Doc => [`.${name}`, this.#arguments(args)]);
    if (calls.length === 1) return [base, calls[0]!];
    return group(base, nest(...calls.map((call): Doc => [softline, call])));
  }

  #isNamed(term: Term): boolean {
    const scope = this.#scopeOf(term);
    return this.#named.has(keyIn(scope.owner, term)) || this.#isShared(term, scope) || this.#starts(term);
  }

  /** What a function is applied to gets a name, unless it is a whole collection. */
  #starts(term: Term): boolean {
    return calledOn(term) !== null && this.#uses.isGivenTo(term, 'ImageCollection.map');
  }

  #receiver(term: Term, { type }: Called): Doc {
    const isOther = resultOf(term) !== type;
    const scope = this.#scopeOf(term);
    const isFirst = this.#starts(term) && !this.#named.has(keyIn(scope.owner, term));
    const doc = isFirst ? this.#define(term, scope) : this.#write(term, 'Object');
    return isOther ? [`ee.${type}(`, doc, ')'] : doc;
  }

  #arguments(args: readonly Given[]): Doc {
    return argumentList(args, this.#argument);
  }

  readonly #argument = (term: Term, wanted: ValueType): Doc => {
    const scope = this.#scopeOf(term);
    const isNamed = this.#named.has(keyIn(scope.owner, term));
    const { node, parts } = term;
    // What a band is renamed to tells what it is.
    const tells = node.kind === 'call' && node.method === 'Image.rename' && calledOn(parts.get('input')!);
    return tells && !isNamed ? this.#define(term, scope) : this.#short(term, wanted);
  };

  #short(term: Term, wanted: ValueType): Doc {
    const doc = this.#write(term, wanted);
    const isImage = ['Image', 'ImageCollection'].includes(resultOf(term)) && term.node.kind === 'call';
    const isLong = isImage && widthOf(doc) > widest;
    return isLong ? this.#define(term, this.#scopeOf(term), doc) : doc;
  }

  #function(term: Term, argument: string): Doc {
    const depth = this.#scopes.length;
    const name = depth === 1 ? 'img' : `img${depth}`;
    const scope: Scope = { owner: term, statements: [] };
    const outer = this.#named.get(`argument ${argument}`);
    this.#named.set(`argument ${argument}`, name);
    this.#scopes.push(scope);
    const result = this.#write(term.parts.get('body')!, 'Object');
    this.#scopes.pop();
    if (outer !== undefined) this.#named.set(`argument ${argument}`, outer);
    const statements = [...scope.statements, ['return ', result, ';']];
    return [`function(${name}) {`, nest(hardline, join(hardline, statements)), hardline, '}'];
  }
}

/** So short that it is written again each time. */
function isPlain({ node, parts }: Term): boolean {
  if (node.kind !== 'call') return false;
  const isConstant = [...parts.values()].every(({ node }) => node.kind === 'constant');
  return isConstant && (node.method === 'Image.constant' || node.method.startsWith('Reducer.'));
}

function isMapped({ parts }: Term): boolean {
  return [...parts.values()].some(({ node }) => node.kind === 'function');
}
