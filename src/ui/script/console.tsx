import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Position } from '../../errors.ts';
import { FoldButton } from '../fold-button.tsx';
import { count } from '../words.ts';
import type { RunState } from './run-control.ts';
import type { ScriptControl } from './script-control.ts';
import type { ConsoleLine } from './script-port.ts';

const states: Record<RunState, string> = {
  idle: '',
  running: 'running…',
  done: 'done',
  failed: 'failed',
  stopped: 'stopped',
};

/** What the script printed, in order, and what went wrong. */
export function Console({ control }: { control: ScriptControl }) {
  const { runs } = control;
  const lines = runs.lines.value;
  const problem = runs.problem.value;
  const leftOut = runs.leftOut.value;
  const log = useRef<HTMLDivElement>(null);
  const followed = useRef(true);
  useLayoutEffect(() => {
    const place = log.current!;
    // Whoever scrolled back to read is left there, unless something went wrong.
    if (followed.current || problem) place.scrollTop = place.scrollHeight;
  }, [lines, problem]);
  return (
    <section class="script-console" aria-label="Console">
      <header>
        <h2>Console</h2>
        <span class="quiet" role="status">
          {states[runs.state.value]}
        </span>
        <button
          type="button"
          class="text-button"
          disabled={lines.length === 0 && !problem}
          onClick={() => runs.clear()}
        >
          Clear
        </button>
      </header>
      {leftOut > 0 && <p class="quiet">{`${count(leftOut)} earlier lines are left out.`}</p>}
      <div
        ref={log}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          followed.current = scrollTop + clientHeight > scrollHeight - 24;
        }}
        role="log"
        aria-label="Printed"
        aria-relevant="additions text"
        tabIndex={0}
      >
        <ol>
          {lines.map((line) => (
            <Line key={line.id} line={line} control={control} />
          ))}
          {problem && (
            <li class="failed">
              <span>{problem.sentence}</span>
              <Place at={problem.position} control={control} />
            </li>
          )}
        </ol>
      </div>
    </section>
  );
}

/** Longer texts are folded: characters, and lines. */
const longest = { characters: 400, lines: 6 };

function Line({ line, control }: { line: ConsoleLine; control: ScriptControl }) {
  const { text, state, at } = line;
  const open = useSignal(false);
  const rows = text.split('\n').length;
  const long = text.length > longest.characters || rows > longest.lines;
  return (
    <li class={state}>
      <span class={long ? (open.value ? 'long open' : 'long') : undefined}>{text}</span>
      {long && (
        <FoldButton open={open}>{open.value ? 'Fold' : `Show all ${size(text.length, rows)}`}</FoldButton>
      )}
      {state === 'failed' && <Place at={at ?? null} control={control} />}
    </li>
  );
}

function size(characters: number, rows: number): string {
  return rows > longest.lines ? `${count(rows)} lines` : `${count(characters)} characters`;
}

/** Moves the cursor there. */
function Place({ at, control }: { at: Position | null; control: ScriptControl }) {
  if (!at) return null;
  return (
    <button type="button" class="text-button" onClick={() => control.goTo(at)}>
      {`line ${at.line}, column ${at.column}`}
    </button>
  );
}
