import { useEffect, useRef } from 'preact/hooks';

/** In the place of a layer's name. Enter or leaving it takes the name, Escape keeps the old one; an empty one is none. */
export function RenameField({ name, done }: { name: string; done: (name: string | null) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const over = useRef(false);
  useEffect(() => field.current?.select(), []);
  const end = (text: string | null) => {
    // Leaving the page's tree blurs it once more.
    if (over.current) return;
    over.current = true;
    done(text?.trim() || null);
  };
  return (
    <input
      ref={field}
      type="text"
      class="text-field"
      aria-label={`Name of ${name}`}
      defaultValue={name}
      onBlur={(event) => end(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') end(event.currentTarget.value);
        if (event.key === 'Escape') end(null);
      }}
    />
  );
}
