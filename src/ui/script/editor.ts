import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from '@codemirror/commands';
import { javascript, localCompletionSource } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { effect } from '@preact/signals';
import { completeApi } from './complete.ts';
import { editorTheme } from './editor-theme.ts';
import { hoverHelp } from './hover.ts';
import { marked, offsetOf, unmarkOnEdit } from './marks.ts';
import type { ScriptControl } from './script-control.ts';

interface OpenEditor {
  focus(): void;
  stop(): void;
}

/** The editor in `parent`, bound to `control` both ways; `hint` is the id of what tells how to leave it. */
export function openEditor(parent: HTMLElement, control: ScriptControl, hint: string): OpenEditor {
  const { source, before, target, runs } = control;
  const state = EditorState.create({
    doc: before ?? source.peek(),
    extensions: [...basics, ...keysOf(control), editorTheme, follow(control), attributes(hint)],
  });
  const view = new EditorView({ parent, state });
  // Else nobody who moves by Tab gets out; Ctrl+M gives Tab to the editor.
  view.setTabFocusMode(true);
  const stops = [
    effect(() => write(view, source.value)),
    effect(() => {
      const { problem, lines, ran } = runs;
      const marks = [problem.value, ...lines.value.filter((line) => line.state === 'failed')];
      if (ran.value === view.state.doc.toString()) view.dispatch(marked(view.state, marks));
    }),
    effect(() => {
      if (!target.value) return;
      view.dispatch({ selection: { anchor: offsetOf(view.state, target.value) }, scrollIntoView: true });
      view.focus();
    }),
  ];
  return {
    focus: () => view.focus(),
    stop() {
      stops.forEach((stop) => stop());
      view.destroy();
    },
  };
}

const basics: readonly Extension[] = [
  placeholder('Earth Engine JavaScript: write it, paste it, or begin with the gallery.'),
  lineNumbers(),
  lintGutter(),
  highlightSpecialChars(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  history(),
  javascript(),
  indentUnit.of('  '),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  autocompletion({ override: [completeApi, localCompletionSource], icons: false }),
  hoverHelp,
  unmarkOnEdit,
];

function keysOf(control: ScriptControl): readonly Extension[] {
  const run = () => {
    control.run();
    return true;
  };
  return [
    Prec.highest(
      keymap.of([
        { key: 'Ctrl-Enter', run },
        { key: 'Mod-Enter', run },
      ]),
    ),
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...lintKeymap,
      ...historyKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
  ];
}

function follow(control: ScriptControl): Extension {
  return EditorView.updateListener.of(({ docChanged, state }) => {
    if (docChanged) control.type(state.doc.toString());
  });
}

function attributes(hint: string): Extension {
  return EditorView.contentAttributes.of({ 'aria-label': 'Script', 'aria-describedby': hint, tabindex: '0' });
}

/** Puts a text in the place of all there is, as one step that undo takes back. */
function write(view: EditorView, source: string): void {
  const { doc } = view.state;
  if (doc.toString() === source) return;
  view.dispatch({
    changes: { from: 0, to: doc.length, insert: source },
    selection: { anchor: 0 },
    scrollIntoView: true,
    annotations: isolateHistory.of('full'),
  });
}
