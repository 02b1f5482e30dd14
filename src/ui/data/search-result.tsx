import { useEffect, useRef } from 'preact/hooks';
import { ChevronIcon } from '../icons.tsx';
import { counted } from '../words.ts';
import { AboutSource } from './about-source.tsx';
import type { DataControl } from './data-control.ts';
import type { Found } from './data-port.ts';
import { FailureList } from './failure-list.tsx';
import { Fault } from './field.tsx';
import { foundWords } from './words.ts';

/** What a search found, and what loading it would take. */
export function SearchResult({ control }: { control: DataControl }) {
  const { searching, loading } = control;
  const result = control.found.value?.found ?? null;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (result) box.current!.scrollIntoView({ block: 'nearest' });
  }, [result]);
  return (
    <div ref={box} class="search-result">
      {/* Always there, as a live region must be before its text. */}
      <div role="status">
        {searching.running.value && <p class="quiet">Searching…</p>}
        {loading.running.value && <p class="quiet">Loading…</p>}
        {result && foundWords(result).map((words) => <p key={words}>{words}</p>)}
      </div>
      <Fault sentence={searching.error.value ?? loading.error.value} />
      {result && <Rejected rejected={result.rejected} />}
      {result && <AboutSource notes={result.notes} />}
    </div>
  );
}

/** Items that could not become scenes: each with why. */
export function Rejected({ rejected }: Pick<Found, 'rejected'>) {
  if (rejected.length === 0) return null;
  return (
    <details class="left-out fold">
      <summary class="warning">
        <ChevronIcon />
        {`${counted(rejected.length, 'item')} left out: not understood`}
      </summary>
      <FailureList
        label="Items that were left out"
        failures={rejected.map(({ id, sentence }) => ({ name: id, sentence }))}
      />
    </details>
  );
}
