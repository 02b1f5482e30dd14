import type { EditorState } from '@codemirror/state';
import { findEntry, isType, methodsNamed } from './api.ts';
import { argumentsOf, type SyntaxNode, textOf, treeAt } from './syntax.ts';
import { type Definition, definitionOf, type Names, namesIn } from './variables.ts';

/**
 * What an expression of a script is: an Earth Engine type ('Image'), what members are read of ('ee', 'ee.Filter', 'Map'),
 * 'plain' for JavaScript's own values, null where it cannot be told without running it.
 */
export type Inferred = string | null;

/** Steps that one question may take: scripts may be long and go in circles. */
const mostSteps = 300;

export function infer(state: EditorState, node: SyntaxNode): Inferred {
  return new Inference(state, node).of(node);
}

const plain = new Set([
  'String',
  'TemplateString',
  'Number',
  'BooleanLiteral',
  'ArrayExpression',
  'ObjectExpression',
  'RegExp',
  'FunctionExpression',
  'ArrowFunction',
  'BinaryExpression',
]);

class Inference {
  readonly #state: EditorState;
  readonly #names: Names;
  #steps = 0;

  constructor(state: EditorState, node: SyntaxNode) {
    this.#state = state;
    this.#names = namesIn(state, treeAt(state, node.to).topNode);
  }

  of(node: SyntaxNode | null): Inferred {
    this.#steps += 1;
    if (!node || this.#steps > mostSteps) return null;
    if (plain.has(node.name)) return 'plain';
    switch (node.name) {
      case 'VariableName':
        return this.#variable(node);
      case 'MemberExpression':
        return this.#member(node);
      case 'CallExpression':
        return this.#call(node);
      case 'ParenthesizedExpression':
        return this.of(node.firstChild?.nextSibling ?? null);
      case 'AssignmentExpression':
        return this.of(node.lastChild);
      case 'ConditionalExpression': {
        const [, yes, no] = node.getChildren('Expression');
        return this.of(yes ?? null) ?? this.of(no ?? null);
      }
      default:
        return null;
    }
  }

  #variable(node: SyntaxNode): Inferred {
    const name = textOf(this.#state, node);
    const definition = this.#definition(node, name);
    if (!definition) return name === 'ee' || name === 'Map' ? name : null;
    if (definition.kind === 'value') return this.of(definition.value);
    if (definition.kind === 'function') return 'plain';
    return this.#parameter(definition.of, definition.at) ?? guess(name);
  }

  #definition(use: SyntaxNode, name: string): Definition | null {
    return definitionOf(this.#names.get(name) ?? [], use);
  }

  #member(node: SyntaxNode): Inferred {
    const name = this.#memberName(node);
    return this.of(node.firstChild) === 'ee' && isType(name) ? `ee.${name}` : null;
  }

  #memberName(node: SyntaxNode): string {
    const property = node.getChild('PropertyName');
    return property ? textOf(this.#state, property) : '';
  }

  #call(node: SyntaxNode): Inferred {
    const callee = node.firstChild;
    if (callee?.name === 'VariableName') return this.#ownFunction(callee);
    if (callee?.name !== 'MemberExpression') return null;
    const name = this.#memberName(callee);
    const owner = this.of(callee.firstChild);
    const results = owner ? [findEntry(owner, name)?.result] : methodsNamed(name).map(({ result }) => result);
    // Of an object of unknown type, only what all methods of that name agree on.
    const [result] = results;
    return result && result !== 'Object' && results.every((each) => each === result) ? result : null;
  }

  /** What a function of the script itself gives. */
  #ownFunction(callee: SyntaxNode): Inferred {
    const name = textOf(this.#state, callee);
    const definition = this.#definition(callee, name);
    const body = definition?.kind === 'function' ? definition.node.lastChild : null;
    if (body?.name !== 'Block') return this.of(body);
    const returned = body.getChildren('ReturnStatement').at(-1);
    return this.of(returned?.getChild('Expression') ?? null);
  }

  /** A parameter is what the function is called with: an image, where a collection maps it. */
  #parameter(owner: SyntaxNode, at: number): Inferred {
    if (owner.parent?.name === 'ArgList') return this.#mapped(owner, at);
    const name = owner.getChild('VariableDefinition') ?? owner.parent?.getChild('VariableDefinition');
    if (!name) return null;
    let found: Inferred = null;
    for (const node of this.#names.get(textOf(this.#state, name)) ?? []) {
      if (node.parent?.name === 'ArgList') found ??= this.#mapped(node, at);
      else if (node.parent?.name === 'CallExpression') {
        found ??= this.of(argumentsOf(node.parent)[at] ?? null);
      }
    }
    return found;
  }

  #mapped(given: SyntaxNode, at: number): Inferred {
    const callee = given.parent?.parent?.firstChild;
    if (at !== 0 || callee?.name !== 'MemberExpression') return null;
    if (!['map', 'iterate'].includes(this.#memberName(callee))) return null;
    return this.of(callee.firstChild) === 'ImageCollection' ? 'Image' : null;
  }
}

/** What people call it: better than nothing, where nothing else tells. */
function guess(name: string): Inferred {
  if (/^im(g|age)/i.test(name)) return 'Image';
  return /^col(lection)?$/i.test(name) ? 'ImageCollection' : null;
}
