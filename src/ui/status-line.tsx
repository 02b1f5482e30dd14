import type { LivePort } from './live-port.ts';
import { counted, memoryOf, storyOf } from './words.ts';

export function StatusLine({ live }: { live: LivePort }) {
  const port = live.now();
  const { requests, gpuBytes, gpuBudget } = port.stats();
  return (
    <footer class="status" data-loading={port.status.loading}>
      <Parts class="story" parts={storyOf(port)} />
      <Parts class="meters" parts={[counted(requests, 'request'), `GPU ${memoryOf(gpuBytes, gpuBudget)}`]} />
      {/* The numbers change too often to be read aloud; that loading began or ended does not. */}
      <p class="unseen" role="status">
        {port.status.loading ? 'Reading scenes' : 'The picture is complete for this view'}
      </p>
    </footer>
  );
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
