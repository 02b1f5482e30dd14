import { useMemo } from 'preact/hooks';
import type { NoticeControl } from '../notices.tsx';
import { megabytes } from '../words.ts';
import type { DataControl } from './data-control.ts';
import { hostOf } from './source-options.ts';
import { task } from './task.ts';

/** Over a map of made-up scenes: the same on real ones, what it costs, and which host will be asked. */
export function RealHere({ control, notices }: { control: DataControl; notices: NoticeControl }) {
  const showing = useMemo(task, []);
  const { realHere } = control.live.now();
  if (!realHere || control.open.value) return null;
  const host = hostOf(realHere.choice) ?? 'its catalog';
  const show = () =>
    showing.run(async (signal) => {
      try {
        await control.live.now().show(realHere.choice, signal);
      } catch (error) {
        if (!signal.aborted) notices.add(error);
      }
    });
  return (
    <div class="real-here">
      <button type="button" class="real-here-button" onClick={showing.running.value ? showing.stop : show}>
        <b>{showing.running.value ? `Asking ${host}… Stop` : 'Do this on real Sentinel-2, here'}</b>
        <span>{`${costWords(realHere.bytes)} from ${host}`}</span>
      </button>
      <p class="unseen" role="status">
        {showing.running.value && `Asking ${host}`}
      </p>
    </div>
  );
}

const costWords = (bytes: number | null): string =>
  bytes === null ? 'an unknown amount' : `about ${megabytes(bytes)}`;
