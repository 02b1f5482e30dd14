import { useSignal } from '@preact/signals';
import { Component } from 'preact';
import { FoldButton } from '../fold-button.tsx';
import { count, sentence as sentenceOf } from '../words.ts';
import type { SceneRow } from './data-port.ts';
import { MoreScenes, rowsAtOnce } from './more-scenes.tsx';

interface SceneListProps {
  /** In the collection's order. */
  readonly scenes: readonly SceneRow[];
  /** By `index`: those that are, or are about to be, left out. */
  readonly without: ReadonlySet<string>;
  readonly onTake: (index: string, take: boolean) => void;
  readonly onRetry: () => void;
}

/** The scenes of what is shown: each with its state, to be left out or taken back. */
export function SceneList({ scenes, without, onTake, onRetry }: SceneListProps) {
  const open = useSignal(false);
  const shown = useSignal(rowsAtOnce);
  if (scenes.length === 0) return null;
  const failed = scenes.filter(({ state }) => state === 'failed');
  // What needs a person comes first.
  const rows =
    failed.length === 0 ? scenes : [...failed, ...scenes.filter(({ state }) => state !== 'failed')];
  return (
    <div class="scenes">
      <div class="scenes-head">
        <FoldButton open={open}>Scenes</FoldButton>
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
            {rows.slice(0, shown.value).map((row) => (
              <Row key={row.index} {...row} taken={!without.has(row.index)} onTake={onTake} />
            ))}
          </ul>
          <MoreScenes shown={shown} all={rows.length} />
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
        {sentence && taken && <p class="scene-sentence">{sentenceOf(sentence)}</p>}
      </li>
    );
  }
}

function dayOf(datetime: number): string {
  return new Date(datetime).toISOString().slice(0, 10);
}
