import type { EditorState } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import { alternativeOf } from '../../expression/unsupported.ts';
import { entriesOf, findEntry, methodsNamed } from './api.ts';
import type { Entry } from './entry.ts';
import { helpOf, refusalOf } from './help.ts';
import { infer } from './infer.ts';
import { objectBefore, textOf, treeAt } from './syntax.ts';

interface Explained {
  readonly from: number;
  readonly to: number;
  readonly entries: readonly Entry[];
  /** What to do instead of what is not supported. */
  readonly instead?: string;
}

/** What is known of the name at a place; null: nothing. */
export function explain(state: EditorState, pos: number, side: -1 | 0 | 1): Explained | null {
  const node = treeAt(state, pos).resolveInner(pos, side);
  const name = textOf(state, node);
  const { from, to } = node;
  if (node.name === 'VariableName') {
    const entry = findEntry('', name);
    return entry ? { from, to, entries: [entry] } : null;
  }
  const object = node.name === 'PropertyName' ? objectBefore(node) : null;
  if (!object) return null;
  const owner = infer(state, object);
  const entries = owner === null ? methodsNamed(name) : known(owner, name);
  if (entries.length > 0) return { from, to, entries };
  const instead = owner === null || owner === 'plain' ? null : alternativeOf(owner.replace('ee.', ''), name);
  return instead === null ? null : { from, to, entries, instead };
}

function known(owner: string, name: string): readonly Entry[] {
  const entry = findEntry(owner, name);
  if (entry) return [entry];
  return owner === 'ee' ? entriesOf(`ee.${name}`) : [];
}

export function told({ entries, instead }: Explained): HTMLElement {
  return instead === undefined ? helpOf(entries) : refusalOf(instead);
}

export const hoverHelp = hoverTooltip((view, pos, side) => {
  const explained = explain(view.state, pos, side);
  if (!explained) return null;
  const { from: at, to: end } = explained;
  return { pos: at, end, above: true, create: () => ({ dom: told(explained) }) };
});
