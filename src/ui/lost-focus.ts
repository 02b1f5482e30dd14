/** Whether the keyboard is nowhere, or still in what was closed: then it must be given a place. */
export function lostFocus(closed: string): boolean {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body || activeElement.closest(closed) !== null;
}
