import { Http, type HttpOptions } from '../http.ts';
import { FakeClock } from './fake-clock.ts';
import { type Answer, FakeServer } from './fake-server.ts';

/** The error a promise rejects with; resolving is a failure. */
export function rejection(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => Promise.reject(new Error('it resolved')),
    (error: unknown) => error as Error,
  );
}

/** An Http that speaks to the fake server on the fake clock, its waits without jitter. */
export function setUp(...answers: Answer[]) {
  return setUpWith({}, ...answers);
}

export function setUpWith(options: HttpOptions, ...answers: Answer[]) {
  const server = new FakeServer(...answers);
  const clock = new FakeClock();
  const http = new Http({ fetch: server.fetch, clock, random: () => 1, silence: 10_000, ...options });
  return { server, clock, http };
}
