import { BestpixelError } from '../errors.ts';
import { BodyTooLong } from './body.ts';
import { joined, type Parts } from './parts.ts';

const maxBytes = 64 * 2 ** 20;

/** The value of a JSON document of at most 64 MiB. Errors: 'too-large', 'corrupt'. */
export async function readJson(read: (limit: number) => Promise<Parts>, where: string): Promise<unknown> {
  return parse(await readText(read, where), where);
}

async function readText(read: (limit: number) => Promise<Parts>, where: string): Promise<string> {
  try {
    return new TextDecoder().decode(joined(await read(maxBytes)));
  } catch (error) {
    if (!(error instanceof BodyTooLong)) throw error;
    throw new BestpixelError('too-large', `the document is larger than ${maxBytes / 2 ** 20} MiB`, {
      where,
      remedy: 'Ask for fewer items.',
    });
  }
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new BestpixelError('corrupt', 'the answer is not JSON', {
      where,
      remedy: 'Check that the address leads to a STAC document and not to a web page.',
      cause,
    });
  }
}
