import type { LivePort } from './live-port.ts';
import { GpuBudget } from './gpu-budget.tsx';
import type { ViewerPort } from './viewer-port.ts';
import { counted, failedReads, storyOf } from './words.ts';

export function StatusLine({ live }: { live: LivePort }) {
  const port = live.now();
  const { requests } = port.stats();
  const failed = failedReads(port);
  return (
    <footer class="status">
      <Parts class="story" parts={storyOf(port)} />
      {/* Told here too, as the layers may be folded away. */}
      {failed && <p class="warning">{failed}</p>}
      <p class="meters">
        <span>{counted(requests, 'request')}</span>
        <GpuBudget port={port} />
      </p>
      {/* The numbers change too often to be read aloud; that reading began or ended does not. */}
      <p class="unseen" role="status">
        {readingWords(port.status, failed)}
      </p>
    </footer>
  );
}

function readingWords({ loading, restoring }: ViewerPort['status'], failed: string | null): string {
  if (restoring) return 'Restoring the picture';
  return loading ? 'Reading scenes' : `Nothing more to read for this view${failed ? `, ${failed}` : ''}`;
}

function Parts({ class: name, parts }: { class: string; parts: readonly string[] }) {
  return (
    <p class={name}>
      {parts.map((part, at) => (
        <span key={at}>{part}</span>
      ))}
    </p>
  );
}
