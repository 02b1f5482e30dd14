import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ScriptControl } from './script-control.ts';

/** Scripts to begin with, over the editor. */
export function Gallery({ control }: { control: ScriptControl }) {
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => list.current?.querySelector('button')?.focus(), []);
  const { gallery } = control.port;
  return (
    <section class="script-gallery" aria-label="Gallery">
      {gallery.length === 0 && <p class="quiet">There are no scripts to begin with.</p>}
      <ul ref={list}>
        {gallery.map(({ id, title, about, needs, source }) => (
          <li key={id}>
            <button type="button" onClick={() => control.take(`‘${title}’`, source)}>
              <b>{title}</b>
              <span>{about}</span>
              {needs && <span class="warning">{`Needs ${needs}`}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
