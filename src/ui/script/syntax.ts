import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

export type SyntaxNode = ReturnType<typeof syntaxTree>['topNode'];

/** Milliseconds that a parse may take before what is there must do. */
const patience = 50;

export function treeAt(state: EditorState, end: number): ReturnType<typeof syntaxTree> {
  return ensureSyntaxTree(state, end, patience) ?? syntaxTree(state);
}

export function textOf(state: EditorState, node: SyntaxNode): string {
  return state.doc.sliceString(node.from, node.to);
}

/** What stands before the dot that `node` follows, or is; null: no member is named there. */
export function objectBefore(node: SyntaxNode): SyntaxNode | null {
  const dotted = node.name === '.' || node.name === '?.' || node.name === 'PropertyName';
  const member = dotted ? node.parent : null;
  return member?.name === 'MemberExpression' ? member.firstChild : null;
}

const functions = new Set([
  'FunctionExpression',
  'ArrowFunction',
  'FunctionDeclaration',
  'MethodDeclaration',
  'Script',
]);

/** The function that holds `node`, or the whole script. */
export function scopeOf(node: SyntaxNode): SyntaxNode | null {
  let scope = node.parent;
  while (scope && !functions.has(scope.name)) scope = scope.parent;
  return scope;
}

/** Arguments of a call, without brackets and commas. */
export function argumentsOf(call: SyntaxNode): readonly SyntaxNode[] {
  const list = call.getChild('ArgList');
  const nodes: SyntaxNode[] = [];
  for (let node = list?.firstChild ?? null; node; node = node.nextSibling) {
    if (!['(', ')', ',', '⚠', 'LineComment', 'BlockComment'].includes(node.name)) nodes.push(node);
  }
  return nodes;
}
