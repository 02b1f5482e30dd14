import { beforeEach, describe, expect, it } from 'vitest';
import { Http } from './http.ts';
import { joined } from './parts.ts';
import { drop, LiveServer, ranged, redirect } from './testing/live-server.ts';
import { rejection } from './testing/set-up.ts';

/** The faults of real servers, over a real line. */
const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);
let server: LiveServer;
let host = '';
let http: Http;

beforeEach(async () => {
  server = new LiveServer();
  host = await server.start();
  http = new Http({ random: () => 0, tries: 2, origin: null });
  return () => server.stop();
});

function read(path: string): Promise<number[]> {
  const range = http.range(host + path, { offset: 5, length: 4 });
  return range.then((answer) => [...joined(answer.parts)]);
}

const part = [5, 6, 7, 8];

describe('is read all the same: a file', () => {
  it('behind redirects, of which the range is kept', async () => {
    server.on['/a'] = redirect('/b');
    server.on['/b'] = redirect(`${host}/c`);
    server.on['/c'] = ranged(bytes);
    expect(await read('/a')).toEqual(part);
  });

  it('whose first answer is cut in its body', async () => {
    const whole = ranged(bytes);
    server.on['/a'] = (request, response) => {
      if (server.count('GET') > 1) return whole(request, response);
      response.writeHead(206, { 'Content-Range': 'bytes 5-8/1000', 'Content-Length': 4 });
      response.write(bytes.slice(5, 7), () => request.socket.destroy());
    };
    expect(await read('/a')).toEqual(part);
  });

  it('whose first answer says less than it should', async () => {
    const whole = ranged(bytes);
    server.on['/a'] = (request, response) => {
      if (server.count('GET') > 1) return whole(request, response);
      response.writeHead(206, { 'Content-Range': 'bytes 5-6/1000' }).end(bytes.slice(5, 7));
    };
    expect(await read('/a')).toEqual(part);
  });

  it('whose line is cut before its first answer', async () => {
    const whole = ranged(bytes);
    server.on['/a'] = (...exchange) => (server.count('GET') > 1 ? whole : drop)(...exchange);
    expect(await read('/a')).toEqual(part);
  });
});

it.each([
  ['redirects in a circle', redirect('/a'), 'network'],
  ['a redirect to no address of the web', redirect('ftp://host.test/a'), 'network'],
  ['a line that is always cut', drop, 'network'],
] as const)('%s end as a failure with a name', async (_what, handler, tag) => {
  server.on['/a'] = handler;
  expect(await rejection(read('/a'))).toMatchObject({ tag, where: `${host}/a` });
});

it('a server that sends the whole file is asked once, and is not read to the end', async () => {
  let sent = 0;
  server.on['/a'] = (_request, response) => {
    response.writeHead(200, { 'Content-Length': 1 << 30 });
    const more = (): void => {
      if (!response.destroyed && response.write(new Uint8Array(1 << 16))) setImmediate(more);
      sent += 1 << 16;
    };
    response.on('drain', more);
    more();
  };
  expect(await rejection(read('/a'))).toMatchObject({ tag: 'range-ignored' });
  expect(server.log).toEqual(['GET /a']);
  expect(sent).toBeLessThan(1 << 26);
});
