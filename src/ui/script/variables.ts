import type { EditorState } from '@codemirror/state';
import { scopeOf, type SyntaxNode, textOf } from './syntax.ts';

/** Where a name got what it stands for. */
export type Definition =
  | { readonly kind: 'value'; readonly value: SyntaxNode }
  | { readonly kind: 'function'; readonly node: SyntaxNode }
  | { readonly kind: 'parameter'; readonly of: SyntaxNode; readonly at: number };

/** Every place where a variable is named, by its name. */
export type Names = ReadonlyMap<string, readonly SyntaxNode[]>;

export function namesIn(state: EditorState, top: SyntaxNode): Names {
  const names = new Map<string, SyntaxNode[]>();
  top.cursor().iterate(({ name, node }) => {
    if (name !== 'VariableDefinition' && name !== 'VariableName') return;
    const text = textOf(state, node);
    names.set(text, [...(names.get(text) ?? []), node]);
  });
  return names;
}

/** The last definition before it is used, of those that are seen there; the innermost scope's first. */
export function definitionOf(places: readonly SyntaxNode[], use: SyntaxNode): Definition | null {
  const scopes = scopesOf(use);
  let best: { readonly definition: Definition; readonly depth: number } | null = null;
  for (const node of places) {
    const definition = definedBy(node, use);
    const home = definition?.kind === 'function' ? scopeOf(node.parent!) : scopeOf(node);
    const depth = scopes.findIndex((scope) => scope.from === home?.from && scope.to === home.to);
    if (definition && depth >= 0 && (best === null || depth <= best.depth)) best = { definition, depth };
  }
  return best?.definition ?? null;
}

/** From the innermost to the whole script. */
function scopesOf(node: SyntaxNode): readonly SyntaxNode[] {
  const scope = scopeOf(node);
  return scope ? [scope, ...scopesOf(scope)] : [];
}

function definedBy(node: SyntaxNode, use: SyntaxNode): Definition | null {
  const { parent } = node;
  if (node.name === 'VariableDefinition') {
    if (parent?.name === 'FunctionDeclaration') return { kind: 'function', node: parent };
    if (parent?.name === 'ParamList') return parameter(node, parent);
    if (parent?.name !== 'VariableDeclaration') return null;
    return assigned(initialiser(node), use);
  }
  const left = parent?.name === 'AssignmentExpression' && parent.firstChild?.from === node.from;
  return left ? assigned(parent.lastChild, use) : null;
}

/** `= value` right after the name; other names of the same `var` come after a comma. */
function initialiser(node: SyntaxNode): SyntaxNode | null {
  return node.nextSibling?.name === 'Equals' ? node.nextSibling.nextSibling : null;
}

function assigned(value: SyntaxNode | null, use: SyntaxNode): Definition | null {
  if (!value) return null;
  if (value.name === 'FunctionExpression' || value.name === 'ArrowFunction') {
    return { kind: 'function', node: value };
  }
  // A value that is given later, or is just being made of the name itself, is not what is meant.
  return value.to <= use.from ? { kind: 'value', value } : null;
}

function parameter(node: SyntaxNode, list: SyntaxNode): Definition | null {
  let at = 0;
  for (let before = node.prevSibling; before; before = before.prevSibling) if (before.name === ',') at += 1;
  return list.parent && { kind: 'parameter', of: list.parent, at };
}
