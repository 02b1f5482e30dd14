import { ChevronIcon } from '../icons.tsx';
import { sentence } from '../words.ts';

interface AboutSourceProps {
  /** Each a phrase without a stop. */
  readonly notes: readonly string[];
  readonly attribution?: string;
}

/** What to know of a source, and whose data it is: folded until wanted. */
export function AboutSource({ notes, attribution = '' }: AboutSourceProps) {
  if (notes.length === 0 && attribution === '') return null;
  return (
    <details class="about-source fold">
      <summary>
        <ChevronIcon />
        About this source
      </summary>
      <ul class="notes">
        {notes.map((note) => (
          <li key={note}>{sentence(note)}</li>
        ))}
        {attribution && <li>{attribution}</li>}
      </ul>
    </details>
  );
}
