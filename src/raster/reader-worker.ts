import { Http } from '../net/http.ts';
import { createLocalReader } from './local-reader.ts';
import { serveReader } from './reader-kernel.ts';
import type { Answer, Order, Port } from './reader-messages.ts';

/** The entry of a reader's worker: it fetches, decodes and warps by itself. */
serveReader(globalThis as unknown as Port<Answer, Order>, ({ requestsPerHost, ...settings }) =>
  createLocalReader({ client: new Http({ requestsPerHost }), ...settings }),
);
