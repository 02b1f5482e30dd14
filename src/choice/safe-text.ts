/**
 * Texts that come through an address unharmed. MapLibre keeps `map=` in the same hash, and on each move writes the
 * other parameters again, decoded. So what has a meaning there (% & + $, control characters, an = at the end) is
 * written as ~ and two hexadecimal digits, which no part of the way reads as its own.
 */

// eslint-disable-next-line no-control-regex
const unsafe = /[\u0000-\u001f\u007f%&+$]|=$|~(?=(?:[01][0-9A-F]|2[4-6BC]|3D|7[EF]))/g;
const written = /~([01][0-9A-F]|2[4-6BC]|3D|7[EF])/g;

export function safe(text: string): string {
  return text.replace(unsafe, code);
}

/** The same for one of a list with commas between. */
export function safeItem(text: string): string {
  return safe(text).replaceAll(',', code);
}

export function unsafed(text: string): string {
  return text.replace(written, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

function code(character: string): string {
  return `~${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
