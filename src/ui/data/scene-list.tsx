import { useSignal } from '@preact/signals';
import { Component } from 'preact';
import { ChevronIcon } from '../icons.tsx';
import { count, counted } from '../words.ts';
import type { SceneRow } from './data-port.ts';

interface SceneListProps {
  /** In the collection's order. */
  readonly scenes: readonly SceneRow[];
  /** By `index`: those that are, or are about to be, left out. */
  readonly without: ReadonlySet<string>;
  readonly onTake: (index: string, take: boolean) => void;
  readonly onRetry: () => void;
}

/** Rows that are put on the page at a time. */
const page = 100;

/** The scenes of what is shown: each with its state, to be left out or taken back. */
export function SceneList({ scenes, without, onTake, onRetry }: SceneListProps) {
  const open = useSignal(false);
  const most = useSignal(page);
  if (scenes.length === 0) return null;
  const failed = scenes.filter(({ state }) => state === 'failed');
  // What needs a person comes first.
  const rows =
    failed.length === 0 ? scenes : [...failed, ...scenes.filter(({ state }) => state !== 'failed')];
  const left = rows.length - most.value;
  return (
    <div class="scenes">
      <div class="scenes-head">
        <button
          type="button"
          class="text-button"
          aria-expanded={open.value}
          onClick={() => {
            open.value = !open.value;
          }}
        >
          <ChevronIcon />
          Scenes
        </button>
        <span class="quiet">{summaryOf(failed.length, without.size)}</span>
        {failed.length > 0 && (
          <button
            type="button"
            class="text-button retry"
            title="Read again whatever failed"
            onClick={onRetry}
          >
            Retry
          </button>
        )}
      </div>
      {open.value && (
        <>
          <ul class="scene-list" tabIndex={0} aria-label="Scenes">
            {rows.slice(0, most.value).map((row) => (
              <Row key={row.index} {...row} taken={!without.has(row.index)} onTake={onTake} />
            ))}
          </ul>
          {left > 0 && (
            <button
              type="button"
              class="text-button"
              onClick={() => {
                most.value += page;
              }}
            >
              {`Show ${count(Math.min(page, left))} more of ${counted(left, 'scene')}`}
            </button>
          )}
        </>
      )}
    </div>
  );
}

function summaryOf(failed: number, without: number): string {
  return [failed > 0 ? `${count(failed)} failed` : '', without > 0 ? `${count(without)} left out` : '']
    .filter(Boolean)
    .join(', ');
}

const states = {
  outside: 'outside',
  waiting: 'waiting',
  read: 'read',
  failed: 'failed',
  'left-out': 'left out',
} as const;

interface RowProps extends SceneRow {
  readonly taken: boolean;
  readonly onTake: (index: string, take: boolean) => void;
}

/** Kept as it is while its own values are: there may be a thousand. */
class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: Readonly<RowProps>): boolean {
    return (Object.keys(next) as (keyof RowProps)[]).some((key) => next[key] !== this.props[key]);
  }

  override render({ id, index, datetime, cloud, tile, state, sentence, taken, onTake }: RowProps) {
    const shown = taken ? state : 'left-out';
    return (
      <li class="scene" data-state={shown}>
        <label title={id}>
          <input
            type="checkbox"
            checked={taken}
            onChange={({ currentTarget }) => onTake(index, currentTarget.checked)}
          />
          <span class="scene-date">{dayOf(datetime)}</span>
          <span class="quiet">{tile}</span>
          <span class="scene-cloud">
            {cloud !== null && `${count(cloud)} %`}
            <span class="unseen">{cloud !== null && ' cloud'}</span>
          </span>
          <span class="scene-state">{states[shown]}</span>
        </label>
        {sentence && taken && <p class="scene-sentence">{sentence}</p>}
      </li>
    );
  }
}

function dayOf(datetime: number): string {
  return new Date(datetime).toISOString().slice(0, 10);
}
