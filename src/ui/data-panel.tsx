import type { LivePort } from './live-port.ts';
import { Panel } from './rail.tsx';
import type { CollectionInfo } from './viewer-port.ts';
import { count, counted, dateRange } from './words.ts';

export function DataPanel({ live }: { live: LivePort }) {
  const { collections } = live.now();
  const leftOut = collections.reduce((sum, { rejected }) => sum + rejected.length, 0);
  return (
    <Panel title="Data" folded warning={leftOut > 0 ? `${count(leftOut)} left out` : null}>
      {collections.length === 0 && <p class="quiet">No collection is open.</p>}
      {collections.map((collection) => (
        <Collection key={collection.title} collection={collection} />
      ))}
    </Panel>
  );
}

function Collection({ collection }: { collection: CollectionInfo }) {
  const { title, synthetic, scenes, attribution, rejected } = collection;
  const dates = dateRange(collection);
  return (
    <div class="collection">
      <p class="collection-title">
        {title} {synthetic && <span class="badge">synthetic</span>}
      </p>
      <p class="quiet">{counted(scenes, 'scene')}</p>
      {dates && <p class="quiet">{dates}</p>}
      {attribution && <p class="quiet">{attribution}</p>}
      {rejected.length > 0 && (
        <details class="left-out">
          <summary class="warning">{`${counted(rejected.length, 'item')} left out: not understood`}</summary>
          <ul class="failure-list" tabIndex={0} aria-label={`Items of ${title} that were left out`}>
            {rejected.map(({ id, sentence }, at) => (
              <li key={at}>
                <b>{id}</b>
                <span>{sentence}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
