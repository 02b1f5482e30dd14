import type { SavedFile } from './destination.ts';

/** Offers files as downloads of the browser, which copies them by itself. */
export async function asDownloads(files: readonly SavedFile[], signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  for (const { name, content } of files) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(content);
    link.download = name;
    link.click();
    // The browser has taken hold of it long before.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}
