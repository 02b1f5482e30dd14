import { describe, expect, test } from 'vitest';
import { addressWith } from '../choice/address.ts';
import { allOf } from '../choice/choice.ts';
import type { Ask } from './consent.ts';
import { DataDesk } from './data-desk.ts';
import type { Rewrite } from '../net/addresses.ts';
import type { Sources } from '../sources.ts';
import type { Viewer } from '../viewer.ts';

const choice = allOf('demo');
const bare = { hash: '', search: '' };
const mirror: Rewrite = { from: 'https://data.test/', to: 'https://mirror.test/' };

/** A desk whose address somebody writes into. */
function setUp(ask: Ask = async () => true) {
  const told: string[] = [];
  const written: string[] = [];
  const addresses: { rewrites: readonly Rewrite[] } = { rewrites: [] };
  const page = Object.assign(new EventTarget(), {
    location: { hash: '', search: '', pathname: '/' },
    history: {
      state: null,
      replaceState: (_state: unknown, _title: string, url: string): void => void written.push(url),
    },
  });
  const viewer = {
    on: () => () => {},
    retry: () => told.push('retried'),
    stage: {
      engine: { layers: [] },
      listeners: { emit: (_event: string, error: unknown) => told.push(String(error)) },
    },
  };
  const desk = new DataDesk({
    viewer: viewer as unknown as Viewer,
    sources: { addresses } as unknown as Sources,
    page: page as unknown as Window,
    choice,
    ask,
  });
  desk.on('change', () => told.push('changed'));
  const write = (hash: string): void => {
    page.location.hash = hash;
    page.dispatchEvent(new Event('hashchange'));
  };
  return { desk, told, write, written, location: page.location };
}

describe('an address that somebody writes into', () => {
  test('reads elsewhere what could not be read, and shows the rule, once the person agrees', async () => {
    const asked: string[] = [];
    const { desk, told, write } = setUp(async ({ hosts }) => {
      asked.push(...hosts);
      return true;
    });
    write(addressWith(bare, { data: { choice, rewrites: [mirror] } }));
    expect(desk.rewrites).toEqual([]);
    await expect.poll(() => told).toEqual(['retried', 'changed']);
    expect(desk.rewrites).toEqual([mirror]);
    expect(asked).toEqual(['mirror.test']);
  });

  test('is not followed where the person does not want it, or writes another one meanwhile', async () => {
    const answers: ((opens: boolean) => void)[] = [];
    const { desk, told, write } = setUp(() => new Promise((resolve) => answers.push(resolve)));
    const named = addressWith(bare, { data: { choice, rewrites: [mirror] } });
    write(named);
    answers[0]!(false);
    write(named);
    write('#map=3/40/-103');
    answers[1]!(true);
    await new Promise((resolve) => setImmediate(resolve));
    expect(desk.rewrites).toEqual([]);
    expect(told).not.toContain('retried');
  });

  test('reads nothing anew where it names what is there', () => {
    const { told, write } = setUp();
    write(addressWith({ ...bare, hash: '#map=3/40/-103' }, { data: { choice, rewrites: [] } }));
    expect(told).not.toContain('retried');
  });

  test('is told of where it is wrong', () => {
    const { desk, told, write } = setUp();
    write('#rewrite=nonsense');
    expect(told).toEqual([expect.stringContaining('no rewriting of addresses')]);
    expect(desk.rewrites).toEqual([]);
  });

  test('keeps what other programs have in it', () => {
    const { desk, written, location } = setUp();
    Object.assign(location, { search: '?from=mail&cloud=20', hash: '#map=3/40/-103&section=2' });
    desk.rewrites = [mirror];
    expect(written).toEqual([
      '/?from=mail#map=3/40/-103&section=2&collection=demo&rewrite=https://data.test/%3Ehttps://mirror.test/',
    ]);
  });

  test('is listened to no longer by a desk that was disposed', () => {
    const { desk, told, write } = setUp();
    desk.dispose();
    write(addressWith(bare, { data: { choice, rewrites: [mirror] } }));
    expect(told).toEqual([]);
  });
});
