export type Cell = number | string | null;

/** RFC 4180; numbers as they are, unrounded; null: an empty cell. */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(textOf).join(',')}\r\n`).join('');
}

/** A text that a spreadsheet would take for a formula is led by an apostrophe. */
function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
