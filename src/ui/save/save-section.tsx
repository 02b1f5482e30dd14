import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** One format of the drawer. */
export function SaveSection({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="save-section" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}
