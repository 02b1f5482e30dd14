import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Console } from './console.tsx';
import { openEditor } from './editor.ts';
import { Gallery } from './gallery.tsx';
import type { ScriptControl } from './script-control.ts';
import { Toolbar } from './toolbar.tsx';

/** Toolbar, editor and console. */
export function ScriptPanel({ control }: { control: ScriptControl }) {
  const hint = useId();
  return (
    <div class="script-panel">
      <Toolbar control={control} />
      <Words control={control} />
      <div class="script-body">
        <Editor control={control} hint={hint} />
        {control.gallery.value && <Gallery control={control} />}
      </div>
      <p id={hint} class="unseen">
        Tab leaves the editor; Control M lets it indent. Control Enter runs the script.
      </p>
      <Console control={control} />
    </div>
  );
}

function Editor({ control, hint }: { control: ScriptControl; hint: string }) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<ReturnType<typeof openEditor>>(null);
  useLayoutEffect(() => {
    editor.current = openEditor(place.current!, control, hint);
    return editor.current.stop;
  }, [control, hint]);
  const focus = control.focus.value;
  useLayoutEffect(() => {
    if (focus > 0) editor.current?.focus();
  }, [focus]);
  return <div ref={place} class="script-editor" inert={control.gallery.value} />;
}

/** What is to be read or answered before going on, and what the last press of a button did. */
function Words({ control }: { control: ScriptControl }) {
  const offer = control.offer.value;
  return (
    <div class="script-words">
      {control.fromLink.value && (
        <p class="script-notice">This script came with the link. Read it, then press Run.</p>
      )}
      {offer && <Question control={control} name={offer.name} />}
      <p role="status" class="quiet">
        {control.said.value}
      </p>
    </div>
  );
}

function Question({ control, name }: { control: ScriptControl; name: string }) {
  const yes = useRef<HTMLButtonElement>(null);
  const text = useId();
  useLayoutEffect(() => yes.current?.focus(), []);
  return (
    <div class="script-notice script-question" role="group" aria-labelledby={text}>
      <p id={text}>{`Replace your script with ${name}? Undo (Ctrl+Z) brings it back.`}</p>
      <div>
        <button ref={yes} type="button" class="button" onClick={() => control.answer(true)}>
          Replace
        </button>
        <button type="button" class="button" onClick={() => control.answer(false)}>
          Keep mine
        </button>
      </div>
    </div>
  );
}
