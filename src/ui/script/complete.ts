import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { EditorState } from '@codemirror/state';
import { entriesOf, findEntry, signature, typeNames } from './api.ts';
import type { Entry, EntryParam } from './entry.ts';
import { visKeys } from './globals.ts';
import { helpOf } from './help.ts';
import { infer } from './infer.ts';
import { argumentsOf, objectBefore, type SyntaxNode, textOf, treeAt } from './syntax.ts';

const silent = new Set(['String', 'TemplateString', 'LineComment', 'BlockComment', 'RegExp', 'Number']);
const naming = new Set(['VariableDefinition', 'PropertyName', 'PropertyDefinition']);

/** What may be written at the cursor, from the table of methods. */
export function completeApi(context: CompletionContext): CompletionResult | null {
  const { state, pos } = context;
  const word = context.matchBefore(/[\w$]*/);
  const node = treeAt(state, pos).resolveInner(pos, -1);
  if (!word || silent.has(node.name)) return null;
  const answer = (options: readonly Completion[]) =>
    options.length === 0 ? null : { from: word.from, options, validFor: /^[\w$]*$/ };
  const object = objectBefore(node);
  if (object) return answer(members(state, object));
  if (word.from === word.to && !context.explicit) return null;
  const keys = keysAt(state, node);
  if (keys) return answer(keys.map(keyOption));
  return naming.has(node.name) ? null : answer(globals);
}

/** Of an object whose type cannot be told, the methods of all types, under their types' names. */
function members(state: EditorState, object: SyntaxNode): readonly Completion[] {
  const owner = infer(state, object);
  if (owner === 'plain') return [];
  if (owner === 'ee') return eeMembers;
  if (owner !== null) return entriesOf(owner).map((entry) => option(entry));
  return typeNames.flatMap((type) => entriesOf(type).map((entry) => ({ ...option(entry), section: type })));
}

function option(entry: Entry): Completion {
  return {
    label: entry.name,
    detail: signature(entry).slice(entry.name.length) + (entry.unverified ? ' · unverified' : ''),
    type: 'method',
    info: () => helpOf([entry]),
  };
}

/** Types too that nothing makes by name alone, as ee.Filter. */
const eeMembers: readonly Completion[] = [
  ...entriesOf('ee').map(option),
  ...typeNames
    .filter((type) => !findEntry('ee', type) && entriesOf(`ee.${type}`).length > 0)
    .map((type) => ({
      label: type,
      detail: '.',
      type: 'namespace',
      info: () => helpOf(entriesOf(`ee.${type}`)),
    })),
];

const globals: readonly Completion[] = [
  {
    label: 'ee',
    type: 'namespace',
    detail: '.',
    info: 'Earth Engine’s types: ee.Image, ee.ImageCollection…',
  },
  { label: 'Map', type: 'namespace', detail: '.', info: 'The map: layers, and where it looks.' },
  ...entriesOf('').map(option),
];

function keyOption({ name, about }: EntryParam): Completion {
  return { label: name, type: 'property', detail: `: ${about}`, apply: `${name}: ` };
}

/** In the first object given to a call: its parameters' names; in the second of Map.addLayer: how to draw. */
function keysAt(state: EditorState, node: SyntaxNode): readonly EntryParam[] | null {
  const key = node.name === 'PropertyDefinition' ? node.parent : node;
  const object = key?.name === 'Property' ? key.parent : key;
  if (object?.name !== 'ObjectExpression' && node.name !== '{') return null;
  const literal = object?.name === 'ObjectExpression' ? object : node.parent;
  const call = literal?.parent?.name === 'ArgList' ? literal.parent.parent : null;
  const entry = call && calledEntry(state, call);
  if (!entry) return null;
  const at = argumentsOf(call).findIndex(({ from }) => from === literal?.from);
  if (entry.owner === 'Map' && entry.name === 'addLayer' && at === 1) return visKeys;
  return at === 0 ? entry.params : null;
}

function calledEntry(state: EditorState, call: SyntaxNode): Entry | undefined {
  const callee = call.firstChild;
  const property = callee?.getChild('PropertyName');
  if (!callee?.firstChild || !property) return undefined;
  const owner = infer(state, callee.firstChild);
  return owner === null ? undefined : findEntry(owner, textOf(state, property));
}
