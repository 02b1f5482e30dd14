import { useEffect, useId, useRef } from 'preact/hooks';
import { Fault } from '../data/field.tsx';
import { CrossIcon } from '../icons.tsx';
import type { ShareControl } from './share-control.ts';
import type { ShareFinding } from './share-port.ts';

/** A link, a file, and who can read what they name. */
export function ShareDialog({ control }: { control: ShareControl }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = control.open.value;
  const id = useId();
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} class="dialog share" aria-labelledby={`${id}-title`} onClose={control.close}>
      {open && (
        <>
          <header>
            <h2 id={`${id}-title`}>Share</h2>
            <button type="button" class="icon-button" aria-label="Close" onClick={control.close}>
              <CrossIcon />
            </button>
          </header>
          <LinkPart control={control} id={id} />
          <Findings findings={control.findings.value} />
          <FilePart control={control} id={id} />
          <p role="status">{control.said.value}</p>
        </>
      )}
    </dialog>
  );
}

function LinkPart({ control, id }: { control: ShareControl; id: string }) {
  const link = control.link.value;
  return (
    <section>
      <label for={`${id}-link`}>Link</label>
      <div class="link-row">
        <input
          id={`${id}-link`}
          type="text"
          readOnly
          value={link ?? ''}
          placeholder={control.linking.running.value ? 'Packing…' : ''}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <button
          type="button"
          class="button primary"
          disabled={link === null}
          onClick={() => void control.copy()}
        >
          Copy
        </button>
        {'share' in navigator && (
          <button type="button" class="button" disabled={link === null} onClick={() => void control.send()}>
            Send…
          </button>
        )}
      </div>
      <Fault sentence={control.linking.error.value} />
      <p class="quiet">{`It holds ${control.contents.value}. Whoever opens it is told what it speaks to before it does.`}</p>
    </section>
  );
}

const signs = { readable: '✓', unsure: '!', unreadable: '✕' } as const;
const states = { readable: 'Others can read', unsure: 'Unsure', unreadable: 'Others cannot read' } as const;

function Findings({ findings }: { findings: readonly ShareFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <section>
      <h3>What others can read</h3>
      <ul class="findings">
        {findings.map(({ what, state, sentence }) => (
          <li key={what} class={state}>
            <span role="img" aria-label={states[state]}>
              {signs[state]}
            </span>
            <div>
              <b>{what}</b>
              <p class="quiet">{sentence}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function FilePart({ control, id }: { control: ShareControl; id: string }) {
  return (
    <section>
      <h3>Recipe file</h3>
      <div class="link-row">
        <button type="button" class="button" onClick={() => control.save()}>
          Save recipe
        </button>
        <label class="button file-button" for={`${id}-file`}>
          Open recipe…
          <input
            id={`${id}-file`}
            type="file"
            accept=".json,application/json"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              if (file) void control.openFile(file);
              currentTarget.value = '';
            }}
          />
        </label>
      </div>
      <Fault sentence={control.opening.error.value} />
    </section>
  );
}
