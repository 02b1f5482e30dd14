/** What went wrong, as a word that code can branch on. */
export type ErrorTag =
  | 'network'
  | 'cors'
  | 'http-status'
  | 'range-ignored'
  | 'truncated'
  | 'changed'
  | 'corrupt'
  | 'unsupported'
  | 'too-large'
  | 'not-written'
  | 'no-georeference'
  | 'unknown-crs'
  | 'missing-band'
  | 'not-read'
  | 'unknown-collection'
  | 'no-area'
  | 'bad-input'
  | 'script'
  | 'bad-stac'
  | 'worker-crashed'
  | 'no-webgl2'
  | 'shader'
  | 'context-lost'
  | 'out-of-budget'
  | 'disposed';

export interface ErrorFields {
  /** The file, scene, band or place it concerns. */
  readonly where?: string;
  /** What the reader of the message can do. */
  readonly remedy?: string;
  /** What the server answered, of an 'http-status'. */
  readonly status?: number;
  /** Where in a script, counted from 1. */
  readonly position?: Position;
  readonly cause?: unknown;
}

/** A place in a script, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The plain form in which an error crosses a worker boundary. */
export interface PlainError {
  readonly tag: ErrorTag;
  readonly what: string;
  readonly where?: string;
  readonly remedy?: string;
  readonly status?: number;
  readonly position?: Position;
  readonly cause?: string;
}

/** An error of this program: `message` says what, the fields say where and what to do. */
export class BestpixelError extends Error {
  override readonly name = 'BestpixelError';
  readonly tag: ErrorTag;
  readonly where: string | undefined;
  readonly remedy: string | undefined;
  readonly status: number | undefined;
  readonly position: Position | undefined;

  constructor(tag: ErrorTag, what: string, fields: ErrorFields = {}) {
    super(what, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.tag = tag;
    this.where = fields.where;
    this.remedy = fields.remedy;
    this.status = fields.status;
    this.position = fields.position;
  }

  /** The same error with a place, unless it has one. */
  at(where: string): BestpixelError {
    if (this.where) return this;
    const { tag, message, remedy, status, position, cause } = this;
    return new BestpixelError(tag, message, { where, remedy, status, position, cause });
  }

  /** The same error with a place in a script, unless it has one. */
  from(position: Position): BestpixelError {
    if (this.position) return this;
    const { tag, message, where, remedy, status, cause } = this;
    return new BestpixelError(tag, message, { where, remedy, status, position, cause });
  }

  toPlain(): PlainError {
    const { tag, message: what, where, remedy, status, position } = this;
    return {
      tag,
      what,
      where,
      remedy,
      status,
      position,
      cause: this.cause === undefined ? undefined : describeCause(this.cause),
    };
  }

  static fromPlain(plain: PlainError): BestpixelError {
    return new BestpixelError(plain.tag, plain.what, plain);
  }
}

/** Any thrown value as a BestpixelError: tagged ones pass, others get `tag` and keep their cause. */
export function asBestpixelError(error: unknown, tag: ErrorTag, fields: ErrorFields = {}): BestpixelError {
  if (error instanceof BestpixelError) return error;
  return new BestpixelError(tag, describeCause(error), { ...fields, cause: error });
}

/** True for the error that an aborted signal raises: never a failure, never shown. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException
    ? error.name === 'AbortError'
    : (error as Error | null)?.name === 'AbortError';
}

/** One sentence for a person: what, where, and what to do. Text, never markup. */
export function tell(error: unknown): string {
  if (!(error instanceof BestpixelError)) return describeCause(error);
  const { where, position, remedy } = error;
  const places = [where, position && `line ${position.line}, column ${position.column}`].filter(Boolean);
  return `${error.message}${places.length > 0 ? ` (${places.join(', ')})` : ''}.${remedy ? ` ${remedy}` : ''}`;
}

function describeCause(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** What a dynamic import rejects with is told as what it is: a part of the program that did not come. */
export function notFetched(part: string): (cause: unknown) => never {
  return (cause) => {
    throw new BestpixelError('network', `a part of this program could not be fetched: ${part}`, {
      remedy: 'Check the connection, then reload the page.',
      cause,
    });
  };
}
