import type { Scene } from '../scene/scene.ts';
import type { ShareFinding } from '../ui/share/share-port.ts';

interface Read {
  readonly scenes: readonly Scene[];
  /** Where an address is read now. */
  readonly rewrite: (href: string) => string;
  /** Hosts whose files could not be read for lack of CORS. */
  readonly refusing: ReadonlySet<string>;
  readonly page: Pick<Location, 'origin' | 'protocol'>;
  readonly now: number;
}

/** For each host that files lie on, and for files of this machine, whether another person can read them. */
export function findingsOf({ scenes, rewrite, refusing, page, now }: Read): ShareFinding[] {
  const sources = scenes.flatMap(({ bands }) => [...bands.values()]);
  const local = sources.some(({ href }) => typeof href !== 'string');
  const hosts = new Map<string, URL[]>();
  for (const { href, token } of sources) {
    if (typeof href !== 'string' || !URL.canParse(rewrite(href))) continue;
    const url = new URL(rewrite(href));
    // Whoever opens the link gets a token of their own.
    if (token !== undefined) url.search = '';
    hosts.set(url.host, [...(hosts.get(url.host) ?? []), url]);
  }
  return [
    ...(local ? [ofFiles] : []),
    ...[...hosts].map(([host, urls]) => ofHost(host, { urls, refuses: refusing.has(host), page, now })),
  ];
}

const ofFiles: ShareFinding = {
  what: 'Files of this machine',
  state: 'unreadable',
  sentence:
    'Nobody else has them. Put them on a host with CORS and Range, or send the files beside the link.',
};

interface OfHost {
  readonly urls: readonly URL[];
  readonly refuses: boolean;
  readonly page: Read['page'];
  readonly now: number;
}

function ofHost(what: string, { urls, refuses, page, now }: OfHost): ShareFinding {
  const [first] = urls;
  if (isOfThisNetwork(first!.hostname)) {
    const sentence = 'This host is on your machine or network. Put the files on one that others reach.';
    return { what, state: 'unreadable', sentence };
  }
  if (refuses) {
    const sentence =
      'This host does not allow reading from web pages (CORS). Choose a mirror that does, in Data.';
    return { what, state: 'unreadable', sentence };
  }
  if (page.protocol === 'https:' && first!.protocol === 'http:') {
    return {
      what,
      state: 'unreadable',
      sentence: 'Browsers read no http: files from an https: page. Use https:.',
    };
  }
  const ends = urls.map(endOf).filter((end) => end !== null);
  if (ends.length > 0) return ofSigned(what, Math.min(...ends), now);
  return { what, state: 'readable', sentence: 'It is read from here, so others can read it, too.' };
}

function ofSigned(what: string, end: number, now: number): ShareFinding {
  const when = Number.isFinite(end) ? new Date(end).toISOString().replace('T', ' ').slice(0, 16) : null;
  if (when === null) {
    return {
      what,
      state: 'unsure',
      sentence: 'Its addresses are signed, and may end at any time. Use unsigned ones.',
    };
  }
  return end <= now
    ? {
        what,
        state: 'unreadable',
        sentence: `The signatures of its addresses ended at ${when} UTC. Use unsigned ones.`,
      }
    : {
        what,
        state: 'unsure',
        sentence: `The signatures of its addresses end at ${when} UTC: until then others can read it.`,
      };
}

/** When a signed address ends, in milliseconds since 1970; Infinity: it does not tell; null: it is not signed. */
export function endOf({ searchParams }: URL): number | null {
  const read = (key: string): string | null =>
    [...searchParams].find(([name]) => name.toLowerCase() === key)?.[1] ?? null;
  const [signedAt, lasts] = [read('x-amz-date'), read('x-amz-expires')];
  if (signedAt !== null && lasts !== null) {
    const [, y, m, d, h, min, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(signedAt) ?? [];
    return orNever(
      Date.UTC(Number(y), Number(m) - 1, Number(d), Number(h), Number(min), Number(s)) + 1000 * Number(lasts),
    );
  }
  const expires = read('expires');
  if (expires !== null && /^\d+$/.test(expires)) return Number(expires) * 1000;
  const azure = read('se');
  if (azure !== null && read('sig') !== null) return orNever(Date.parse(azure));
  const signature = ['x-amz-signature', 'x-goog-signature', 'signature', 'sig'].some(
    (key) => read(key) !== null,
  );
  return signature ? Infinity : null;
}

const orNever = (time: number): number => (Number.isNaN(time) ? Infinity : time);

function isOfThisNetwork(host: string): boolean {
  const plain = host.replace(/^\[|\]$/g, '');
  return (
    /(^|\.)(localhost|local|internal|lan|home\.arpa)$/i.test(plain) ||
    /^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|0\.0\.0\.0$)/.test(plain) ||
    /^(::1$|f[cd][0-9a-f]{2}:|fe80:)/i.test(plain)
  );
}
