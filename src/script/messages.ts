import type { PlainError } from '../errors.ts';
import type { Limits } from './limits.ts';

export interface RunOrder {
  readonly id: number;
  readonly source: string;
  readonly limits: Limits;
}

/** 'loaded': the script begins now. 'done': what it handed over, as text. */
export type FromScriptWorker =
  | { readonly kind: 'loaded'; readonly id: number }
  | { readonly kind: 'done'; readonly id: number; readonly text: string }
  | { readonly kind: 'failed'; readonly id: number; readonly error: PlainError };

/** As much of a message port as a script's worker needs. */
export interface ScriptPort {
  postMessage(message: FromScriptWorker, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<RunOrder>) => void): void;
}

/** As much of a Worker as the runner needs. */
export interface ScriptWorker {
  postMessage(order: RunOrder, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<FromScriptWorker>) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
  terminate(): void;
}
