import { type Diagnostic, setDiagnostics, setDiagnosticsEffect } from '@codemirror/lint';
import { EditorState, type TransactionSpec } from '@codemirror/state';
import type { Position } from '../../errors.ts';
import type { ConsoleLine, ScriptProblem } from './script-port.ts';

/** Where that is in the text; a place outside is the nearest inside. */
export function offsetOf({ doc }: EditorState, { line, column }: Position): number {
  const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(from + Math.max(column - 1, 0), to);
}

/** Marks what went wrong at its place; what has none is told elsewhere. */
export function marked(
  state: EditorState,
  wrong: readonly (ScriptProblem | ConsoleLine | null)[],
): TransactionSpec {
  return setDiagnostics(
    state,
    wrong.flatMap((each) => (each ? diagnostics(state, each) : [])),
  );
}

function diagnostics(state: EditorState, wrong: ScriptProblem | ConsoleLine): readonly Diagnostic[] {
  const position = 'sentence' in wrong ? wrong.position : wrong.at;
  if (!position) return [];
  const from = offsetOf(state, position);
  const line = state.doc.lineAt(from);
  const word = /^[\w$]+|^\S/.exec(line.text.slice(from - line.from))?.[0].length ?? 0;
  const message = 'sentence' in wrong ? wrong.sentence : wrong.text;
  return [{ from, to: Math.min(from + Math.max(word, 1), line.to), severity: 'error', message }];
}

/** What was wrong with a text need not be wrong with another. */
export const unmarkOnEdit = EditorState.transactionExtender.of(({ docChanged }) =>
  docChanged ? { effects: setDiagnosticsEffect.of([]) } : null,
);
