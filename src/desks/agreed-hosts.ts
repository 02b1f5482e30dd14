const key = 'bestpixel:agreed';

/** Hosts that a person agreed to speak to, as long as this tab is open: by a link they opened, or by what they chose. */
export function agreedHosts(): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.filter((host) => typeof host === 'string') : []);
  } catch {
    // Nothing is kept where storage is denied.
    return new Set();
  }
}

export function agreeTo(hosts: readonly string[]): void {
  if (hosts.length === 0) return;
  try {
    sessionStorage.setItem(key, JSON.stringify([...new Set([...agreedHosts(), ...hosts])]));
  } catch {
    // Then it is asked again.
  }
}
