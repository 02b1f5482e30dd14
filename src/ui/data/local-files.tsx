import type { LocalAnswers, LocalOpening } from '../../catalog/files/local-files.ts';

export interface LocalFilesProps {
  readonly opening: LocalOpening;
  readonly onShow: (answers: LocalAnswers) => void;
  readonly onCancel: () => void;
}

/** How opened files were understood, and what has to be asked before they are shown. */
export function LocalFiles({ opening, onShow, onCancel }: LocalFilesProps) {
  return (
    <section class="local-files" aria-label="Local files">
      <p>{opening.reading.title}</p>
      <button type="button" onClick={() => onShow({})}>
        Show
      </button>
      <button type="button" onClick={onCancel}>
        Cancel
      </button>
    </section>
  );
}
