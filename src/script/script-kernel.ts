import { asBestpixelError, BestpixelError } from '../errors.ts';
import { interpret, type InterpreterParts } from './interpreter.ts';
import type { ScriptPort } from './messages.ts';

/** Serves a runner: each order is one script. The interpreter is loaded when the first comes. */
export function serveScripts(port: ScriptPort, load: () => Promise<InterpreterParts>): void {
  let loading: Promise<InterpreterParts> | null = null;
  port.addEventListener('message', ({ data: { id, source, limits } }) => {
    loading ??= load();
    const run = async (): Promise<string> => {
      const parts = await loading!;
      port.postMessage({ kind: 'loaded', id }, []);
      return interpret(source, parts, limits);
    };
    run().then(
      (text) => port.postMessage({ kind: 'done', id, text }, []),
      (error: unknown) => {
        const { tag, message, position, where, remedy } = asBestpixelError(error, 'script');
        const told = new BestpixelError(tag, message, { position, where, remedy });
        port.postMessage({ kind: 'failed', id, error: told.toPlain() }, []);
      },
    );
  });
}

/** The interpreter's code. Rejects as 'network' where it cannot be fetched. */
export async function fetchInterpreter(url: string): Promise<WebAssembly.Module> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return await WebAssembly.compile(await response.arrayBuffer());
  } catch (cause) {
    throw new BestpixelError('network', 'a part of this program could not be fetched: what runs scripts', {
      remedy: 'Check the connection, then run again.',
      cause,
    });
  }
}
