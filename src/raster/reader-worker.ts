import { Http } from '../net/http.ts';
import { createLocalReader } from './local-reader.ts';
import { serveReader } from './reader-kernel.ts';
import type { FromWorker, Order, Port } from './reader-messages.ts';

/** The entry of a reader's worker: it fetches, decodes and warps by itself. */
serveReader(globalThis as unknown as Port<FromWorker, Order>, ({ slots, ...settings }) =>
  createLocalReader({ client: new Http({ slots }), ...settings }),
);
