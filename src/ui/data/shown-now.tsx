import { signal, type Signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { LivePort } from '../live-port.ts';
import type { CollectionInfo } from '../viewer-port.ts';
import { dateRange } from '../words.ts';
import { AboutSource } from './about-source.tsx';
import type { DataControl } from './data-control.ts';
import { Fault } from './field.tsx';
import { SceneList } from './scene-list.tsx';
import { Rejected } from './search-result.tsx';
import { task } from './task.ts';
import { choiceWords, cutWords, sceneWords } from './words.ts';

/** What is on the map: each collection, what narrows it, and its scenes. */
export function ShownNow({ viewer, control }: { viewer: LivePort; control: DataControl }) {
  const { collections, status } = viewer.now();
  const { choice } = control.live.now();
  const narrowed = choiceWords(choice);
  return (
    <div class="shown-now">
      {collections.length === 0 && (
        <p class="quiet">{status.loading ? 'Listing scenes…' : 'No collection is open.'}</p>
      )}
      {collections.map((collection, at) => (
        <Collection key={at} collection={collection} retry={() => viewer.now().retry()} />
      ))}
      {narrowed.length > 0 && (
        <ul class="narrowed" aria-label="Chosen">
          {narrowed.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <ShownScenes control={control} />
    </div>
  );
}

function Collection({ collection, retry }: { collection: CollectionInfo; retry: () => void }) {
  const { title, synthetic, scenes, acquisitions, attribution, notes, partial, rejected } = collection;
  const dates = dateRange(collection);
  const cut = cutWords(scenes, collection.cutFrom);
  return (
    <div class="collection">
      <p class="collection-title">
        {title} {synthetic && <span class="badge">synthetic</span>}
      </p>
      <p class="quiet">{sceneWords(scenes, acquisitions)}</p>
      {dates && <p class="quiet">{dates}</p>}
      {cut && <p class="warning">{cut}</p>}
      {partial && (
        <p class="warning">
          A part of the list could not be had{' '}
          <button type="button" class="text-button retry" title="Ask for it again" onClick={retry}>
            Retry
          </button>
        </p>
      )}
      <Rejected rejected={rejected} />
      <AboutSource notes={notes} attribution={attribution} />
    </div>
  );
}

/** Leaving out composes at once; ticks made meanwhile are added to it. */
function ShownScenes({ control }: { control: DataControl }) {
  const showing = useMemo(task, []);
  const wanted: Signal<ReadonlySet<string> | null> = useMemo(() => signal(null), []);
  const port = control.live.now();
  const without = wanted.value ?? new Set(port.choice.without);
  const take = useMemo(
    () => async (index: string, taken: boolean) => {
      const now = control.live.now();
      const next = new Set(wanted.value ?? now.choice.without);
      if (taken) next.delete(index);
      else next.add(index);
      wanted.value = next;
      await showing.run((signal) => now.amend({ without: [...next] }, signal));
      // Shown, or refused: either way the port says what is.
      if (wanted.value === next) wanted.value = null;
    },
    [control, showing, wanted],
  );
  const { collection, api } = port.choice;
  const retry = () => port.retry();
  return (
    <>
      {/* Another list begins with its first rows: to put thousands on the page at once takes long. */}
      <SceneList
        key={`${collection} ${api}`}
        scenes={port.scenes}
        without={without}
        onTake={take}
        onRetry={retry}
      />
      <Fault sentence={showing.error.value} />
    </>
  );
}
