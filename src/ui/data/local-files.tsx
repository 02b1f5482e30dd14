import { useId, useMemo } from 'preact/hooks';
import type { LocalAnswers, LocalOpening } from '../../catalog/files/local-files.ts';
import { counted, sentence } from '../words.ts';
import { FailureList } from './failure-list.tsx';
import { answering } from './local-answers.ts';
import { LevelQuestion, OffsetQuestion } from './local-questions.tsx';
import { LocalScenes } from './local-scenes.tsx';

interface LocalFilesProps {
  readonly opening: LocalOpening;
  readonly onShow: (answers: LocalAnswers) => void;
  readonly onCancel: () => void;
}

/** How opened files were understood, and what has to be asked before they are shown. */
export function LocalFiles({ opening, onShow, onCancel }: LocalFilesProps) {
  const { reading } = opening;
  const id = useId();
  // Other files are answered for anew.
  const draft = useMemo(() => answering(opening.reading), [opening]);
  const left = draft.open.value;
  return (
    <section
      class="local-files"
      aria-labelledby={`${id}-title`}
      onKeyDown={(event) => {
        // It may stand in a form, which Enter would send.
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
      }}
    >
      <h3 id={`${id}-title`} class="local-title">
        {reading.title}
      </h3>
      <p class="quiet">
        {reading.scenes.length === 0 ? 'Nothing to show' : counted(reading.scenes.length, 'scene')}
      </p>
      {reading.scenes.length > 0 && <LocalScenes scenes={reading.scenes} dates={draft.dates} />}
      {reading.questions.map((question) =>
        question.kind === 'level' ? (
          <LevelQuestion key="level" scenes={question.scenes} answer={draft.level} />
        ) : question.kind === 'offset' ? (
          <OffsetQuestion key="offset" scenes={question.scenes} answer={draft.offset} />
        ) : null,
      )}
      <Notes notes={reading.notes} />
      <Refused refused={reading.refused} />
      <div class="row">
        <button
          type="button"
          class="button primary wide"
          disabled={left.length > 0 || reading.scenes.length === 0}
          aria-describedby={`${id}-left`}
          onClick={() => onShow(draft.answers())}
        >
          Show
        </button>
        <button type="button" class="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
      <p id={`${id}-left`} class="hint" role="status">
        {left.length > 0 && `Still to say: ${left.join(', ')}`}
      </p>
    </section>
  );
}

function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <ul class="notes local-notes">
      {notes.map((note, at) => (
        <li key={at}>{sentence(note)}</li>
      ))}
    </ul>
  );
}

function Refused({ refused }: Pick<LocalOpening['reading'], 'refused'>) {
  if (refused.length === 0) return null;
  const told = `${counted(refused.length, 'file')} not read, or not whole`;
  return (
    <div class="local-refused">
      <p class="warning">{told}</p>
      <FailureList label={told} failures={refused} />
    </div>
  );
}
