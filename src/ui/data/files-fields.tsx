import type { DataControl } from './data-control.ts';
import { Fault } from './field.tsx';
import { LocalFiles } from './local-files.tsx';
import { filesOfList } from './opened-files.ts';

/** Files and folders of this computer: picked here, or dropped anywhere on the page. */
export function FilesFields({ control, fault }: { control: DataControl; fault: string | null }) {
  const { openingFiles, opening } = control;
  const open = ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    const files = filesOfList(currentTarget.files);
    // The same files may be chosen again.
    currentTarget.value = '';
    if (files.length > 0) void control.openFiles(files);
  };
  return (
    <div class="field">
      <div class="row">
        <label class="button file-button">
          Choose files
          <input type="file" multiple onChange={open} />
        </label>
        <label class="button file-button">
          Choose a folder
          <input type="file" multiple {...{ webkitdirectory: true }} onChange={open} />
        </label>
      </div>
      <p class="hint">Or drop them anywhere on the page. Nothing is uploaded.</p>
      {openingFiles.running.value && (
        <p class="hint" role="status">
          Reading headers…{' '}
          <button type="button" class="text-button" onClick={openingFiles.stop}>
            Stop
          </button>
        </p>
      )}
      <Fault sentence={openingFiles.error.value ?? fault} />
      {opening.value && (
        <LocalFiles
          opening={opening.value}
          onShow={(answers) => void control.showFiles(answers)}
          onCancel={control.forgetFiles}
        />
      )}
    </div>
  );
}
