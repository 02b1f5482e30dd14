import { asBestpixelError } from '../errors.ts';
import type { Slots } from '../net/host-limit.ts';
import {
  type FromWorker,
  KnownFiles,
  type Order,
  type Port,
  type WorkerSettings,
} from './reader-messages.ts';
import type { CachingReader } from './reader.ts';
import { WantedSlots } from './slots.ts';

type Work = Extract<Order, { kind: 'describe' | 'read' | 'inspect' }>;

/** What a worker is told: its settings, where files are read, and who lets requests go. */
export interface KernelSettings extends WorkerSettings {
  readonly addressOf: (href: string) => string;
  readonly slots: Slots;
}

/** The worker's side: does what comes over `port` with the reader made at the start. */
export function serveReader(
  port: Port<FromWorker, Order>,
  makeReader: (settings: KernelSettings) => CachingReader,
): void {
  const running = new Map<number, AbortController>();
  const files = new KnownFiles();
  const slots = new WantedSlots((news) => port.postMessage(news, []));
  let reader: CachingReader | null = null;

  const work = async (to: CachingReader, order: Work): Promise<void> => {
    const { id } = order;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      if (order.kind === 'describe') {
        const info = await to.describe(files.unpack(order.source), controller.signal);
        port.postMessage({ kind: 'info', id, info, stats: to.stats() }, []);
        return;
      }
      if (order.kind === 'inspect') {
        const file = await to.inspect(files.unpackBlob(order.file), controller.signal);
        port.postMessage({ kind: 'file', id, file, stats: to.stats() }, []);
        return;
      }
      const request = {
        ...order.request,
        source: files.unpack(order.request.source, order.request.resident),
      };
      const window = await to.read(request, controller.signal);
      const transfer = [window.data.buffer, window.mask.buffer];
      port.postMessage({ kind: 'window', id, window, stats: to.stats() }, transfer);
    } catch (error) {
      if (controller.signal.aborted) return;
      const plain = asBestpixelError(error, 'worker-crashed').toPlain();
      port.postMessage({ kind: 'failed', id, error: plain, stats: to.stats() }, []);
    } finally {
      running.delete(id);
    }
  };

  port.addEventListener('message', ({ data: order }) => {
    if (order.kind === 'start') {
      reader = makeReader({ ...order.settings, addressOf: (href) => files.addressOf(href), slots });
    } else if (order.kind === 'slot-given') slots.given(order.slot);
    else if (order.kind === 'cancel') running.get(order.id)?.abort();
    else if (order.kind === 'keep-within') reader?.keepWithin(order.budgetBytes);
    else if (order.kind === 'forget-failures') reader?.forgetFailures();
    else if (reader) void work(reader, order);
  });
}
