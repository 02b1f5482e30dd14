import { CrossIcon } from '../icons.tsx';
import type { ScriptControl } from './script-control.ts';

export function Toolbar({ control }: { control: ScriptControl }) {
  const { gallery } = control;
  return (
    <div class="script-bar" role="group" aria-label="What to do with the script">
      <RunButton control={control} />
      <button
        type="button"
        class="text-button"
        aria-expanded={gallery.value}
        onClick={() => {
          gallery.value = !gallery.value;
        }}
      >
        Gallery
      </button>
      <button
        type="button"
        class="text-button"
        title="Fills the editor with a script of what the map shows"
        onClick={() => control.showAsScript()}
      >
        Show as script
      </button>
      <button type="button" class="text-button" title="Copy the script" onClick={() => void control.copy()}>
        Copy
      </button>
      <button
        type="button"
        class="text-button"
        title="Copy an address that opens this script; it does not run by itself"
        onClick={() => void control.copyLink()}
      >
        Link
      </button>
      <a
        class="text-button"
        href="./reference.html"
        target="_blank"
        rel="noreferrer"
        title="All that scripts may call"
      >
        Reference
      </a>
      <button
        type="button"
        class="icon-button"
        aria-label="Close the script"
        title="Close (Ctrl+`)"
        onClick={() => control.close()}
      >
        <CrossIcon />
      </button>
    </div>
  );
}

/** One button, so that the keyboard stays where it is when a run begins or ends. */
function RunButton({ control }: { control: ScriptControl }) {
  const running = control.runs.state.value === 'running';
  return (
    <button
      type="button"
      class="button primary run-button"
      title={running ? 'Stop the script' : 'Run the script (Ctrl+Enter)'}
      aria-keyshortcuts="Control+Enter"
      onClick={() => {
        if (running) control.runs.stop();
        else control.run();
      }}
    >
      {running ? 'Stop' : 'Run'}
    </button>
  );
}
