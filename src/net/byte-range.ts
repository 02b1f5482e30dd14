import { BestpixelError } from '../errors.ts';
import { type Edition, editionOf } from './edition.ts';
import { lengthOf, type Parts } from './parts.ts';
import { Transient } from './transient.ts';

export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

export interface RangeAnswer extends Edition {
  /** As many bytes as asked for, fewer only where the file ends. */
  readonly parts: Parts;
  readonly offset: number;
}

/** The cause of a 'truncated' that lies with one answer: it says nothing of the file. */
export class ShortBody extends Error {}

interface ContentRange {
  readonly first: number;
  readonly last: number;
  readonly total: number | null;
}

export function rangeHeader({ offset, length }: ByteRange): string {
  return `bytes=${offset}-${offset + length - 1}`;
}

/**
 * Throws 'range-ignored' unless the answer's head promises the bytes asked for, or a beginning of them. A head may be
 * silent, as servers hide Content-Range from other origins.
 */
export function checkRangeHead(response: Response, asked: ByteRange, where: string): void {
  if (response.status !== 206)
    throw rangeIgnored('sent the whole file instead of the bytes asked for', where);
  const text = response.headers.get('Content-Range');
  const range = parseContentRange(text);
  const others = range && (range.first !== asked.offset || range.last >= asked.offset + asked.length);
  if (others || (text !== null && !range) || isMultipart(response)) {
    throw rangeIgnored('sent other bytes than those asked for', where);
  }
}

/** The answer, once its body is whole; a body that is too short for its head is worth another try. */
export function rangeAnswer(response: Response, parts: Parts, asked: ByteRange, where: string): RangeAnswer {
  const range = parseContentRange(response.headers.get('Content-Range'));
  const promised = range ? range.last - range.first + 1 : declaredLength(response);
  const got = lengthOf(parts);
  const endsEarly = range?.total != null && range.last + 1 < range.total && got < asked.length;
  if (got === 0 || (promised !== null && got < promised) || endsEarly) {
    throw new Transient(
      new BestpixelError('truncated', `only ${got} of ${promised ?? asked.length} bytes arrived`, {
        where,
        remedy: 'The file or the connection broke off: try again, or check the file at its source.',
        cause: new ShortBody('the body is shorter than its head says'),
      }),
    );
  }
  return { parts, offset: asked.offset, ...editionOf(response.headers, range?.total ?? null) };
}

export function rangeIgnored(what: string, where: string): BestpixelError {
  return new BestpixelError('range-ignored', `the server ${what}`, {
    where,
    remedy: 'Serve the file from a host that honours HTTP range requests, or open it from disk.',
  });
}

/** Several ranges in one body, or one dressed as several. */
function isMultipart({ headers }: Response): boolean {
  return /^multipart\//i.test(headers.get('Content-Type') ?? '');
}

/** `bytes 0-99/1234` or `bytes 0-99/*`; null where absent, hidden or malformed. */
function parseContentRange(text: string | null): ContentRange | null {
  const match = /^bytes\s+(\d+)-(\d+)\/(\d+|\*)$/i.exec(text?.trim() ?? '');
  if (!match) return null;
  const [first, last] = [Number(match[1]), Number(match[2])];
  const total = match[3] === '*' ? null : Number(match[3]);
  return last < first || (total !== null && total <= last) ? null : { first, last, total };
}

function declaredLength(response: Response): number | null {
  const text = response.headers.get('Content-Length');
  return text && /^\d+$/.test(text) ? Number(text) : null;
}
