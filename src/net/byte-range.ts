import { BestpixelError } from '../errors.ts';
import { Transient } from './transient.ts';

export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

export interface RangeAnswer {
  /** As many bytes as asked for, fewer only where the file ends. */
  readonly bytes: ArrayBuffer;
  readonly offset: number;
  /** Size of the whole file; null where the server does not tell (or hides it from other origins). */
  readonly total: number | null;
}

interface ContentRange {
  readonly first: number;
  readonly last: number;
  readonly total: number | null;
}

export function rangeHeader({ offset, length }: ByteRange): string {
  return `bytes=${offset}-${offset + length - 1}`;
}

/** Throws 'range-ignored' unless the answer's head promises the bytes asked for, or a beginning of them. */
export function checkRangeHead(response: Response, asked: ByteRange, where: string): void {
  if (response.status !== 206)
    throw rangeIgnored('sent the whole file instead of the bytes asked for', where);
  const range = parseContentRange(response.headers.get('Content-Range'));
  if (range && (range.first !== asked.offset || range.last >= asked.offset + asked.length)) {
    throw rangeIgnored('sent other bytes than those asked for', where);
  }
}

/** The answer, once its body is whole; a body that is too short for its head is worth another try. */
export function rangeAnswer(
  response: Response,
  bytes: ArrayBuffer,
  asked: ByteRange,
  where: string,
): RangeAnswer {
  const range = parseContentRange(response.headers.get('Content-Range'));
  const promised = range ? range.last - range.first + 1 : declaredLength(response);
  const got = bytes.byteLength;
  const endsEarly = range?.total != null && range.last + 1 < range.total && got < asked.length;
  if (got === 0 || (promised !== null && got < promised) || endsEarly) {
    throw new Transient(
      new BestpixelError('truncated', `only ${got} of ${promised ?? asked.length} bytes arrived`, {
        where,
        remedy: 'The file or the connection broke off: try again, or check the file at its source.',
      }),
    );
  }
  return { bytes, offset: asked.offset, total: range?.total ?? null };
}

export function rangeIgnored(what: string, where: string): BestpixelError {
  return new BestpixelError('range-ignored', `the server ${what}`, {
    where,
    remedy: 'Serve the file from a host that honours HTTP range requests, or open it from disk.',
  });
}

/** `bytes 0-99/1234` or `bytes 0-99/*`; null where absent, hidden or malformed. */
function parseContentRange(text: string | null): ContentRange | null {
  const match = /^bytes\s+(\d+)-(\d+)\/(\d+|\*)$/i.exec(text?.trim() ?? '');
  if (!match) return null;
  const [first, last] = [Number(match[1]), Number(match[2])];
  return last < first ? null : { first, last, total: match[3] === '*' ? null : Number(match[3]) };
}

function declaredLength(response: Response): number | null {
  const text = response.headers.get('Content-Length');
  return text && /^\d+$/.test(text) ? Number(text) : null;
}
