const prefix = 'bestpixel.';

/** A choice kept by this browser; null where none was kept or storage is refused. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    // Storage is refused (private window, embedded page): the choice then lasts as long as the page.
    return null;
  }
}

export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
  } catch {
    // As above.
  }
}
