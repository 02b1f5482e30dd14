import { BestpixelError } from '../errors.ts';
import { recipeParam } from './recipe-param.ts';
import { longestRecipe, recipeOfText, type SharedRecipe, textOfRecipe } from './recipe-file.ts';

/** Characters of a link that all browsers and most messengers keep. */
export const longestLink = 32_000;

/** Gzip, as its sum tells whether all of it came; then in the 64 characters that need no escape. */
export async function linkTextOf(recipe: SharedRecipe): Promise<string> {
  const json = JSON.stringify(JSON.parse(textOfRecipe(recipe)));
  const packed = new Blob([json]).stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Rejects with 'bad-input' for what is no such text, cut off, changed, or too long once unpacked. */
export async function recipeOfLink(text: string): Promise<SharedRecipe> {
  return recipeOfText(await unpacked(bytesOf(text)));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  try {
    const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(plain, (character) => character.charCodeAt(0));
  } catch (cause) {
    throw broken(cause);
  }
}

async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      // Little text can hold much.
      if (length > longestRecipe) throw tooLong();
      parts.push(value as Uint8Array<ArrayBuffer>);
    }
  } catch (cause) {
    await reader.cancel().catch(() => {});
    throw cause instanceof BestpixelError ? cause : broken(cause);
  }
  return new Blob(parts).text();
}

function broken(cause: unknown): BestpixelError {
  return new BestpixelError('bad-input', 'this link is broken', {
    where: `'${recipeParam}' in the address`,
    remedy: 'A part of it is missing or was changed: copy all of it, or ask for a recipe file.',
    cause,
  });
}

function tooLong(): BestpixelError {
  return new BestpixelError('bad-input', 'this link holds too much', {
    where: `'${recipeParam}' in the address`,
    remedy: 'Ask for a recipe file of what is meant.',
  });
}
